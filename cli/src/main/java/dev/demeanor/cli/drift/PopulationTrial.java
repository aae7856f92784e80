package dev.demeanor.cli.drift;

import dev.demeanor.drift.DriftChange;
import dev.demeanor.drift.DriftLevel;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.drift.DriftWatch;
import dev.demeanor.drift.FeatureDrift;
import dev.demeanor.drift.PopulationWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the watch of everybody's source found.
 *
 * @param source name of the source
 * @param reference sessions that made its reference
 * @param current sessions compared with it
 * @param worst the highest level it reached
 * @param sessions sessions until it was taken for drifted, or -1
 * @param features how each feature differs in the end
 */
record PopulationTrial(
    String source,
    int reference,
    int current,
    DriftLevel worst,
    int sessions,
    List<FeatureDrift> features) {

  /** A session's first run that is not in its subject's reference, as recorded and altered. */
  private record First(String subject, DriftWatch own, float[] recorded, float[] altered) {}

  /**
   * Takes the first runs of all sessions, first, second and later sessions mixed on both sides, as
   * people get faster with practice. The clock is altered when the reference is complete.
   */
  static PopulationTrial of(String source, List<SourceWindows> people, DriftPolicy policy) {
    PopulationWatch watch = new PopulationWatch(people.get(0).features(), policy);
    int reference = 0;
    int current = 0;
    int drifted = -1;
    DriftLevel worst = DriftLevel.STABLE;
    for (First first : firsts(people, policy)) {
      boolean compares = watch.hasReference();
      float[] run = compares ? first.altered : first.recorded;
      Optional<DriftChange> unused = watch.add(first.subject, first.own.shares(run));
      reference += compares ? 0 : 1;
      current += compares ? 1 : 0;
      worst = watch.level().compareTo(worst) > 0 ? watch.level() : worst;
      drifted = drifted < 0 && worst == DriftLevel.DRIFTED ? current : drifted;
    }
    return new PopulationTrial(source, reference, current, worst, drifted, watch.compare());
  }

  private static List<First> firsts(List<SourceWindows> people, DriftPolicy policy) {
    List<DriftWatch> own = people.stream().map(person -> own(person, policy)).toList();
    int most = people.stream().mapToInt(person -> person.sessions().size()).max().orElse(0);
    List<First> firsts = new ArrayList<>();
    for (int session = 0; session < most; session++) {
      for (int i = 0; i < people.size(); i++) {
        SourceWindows person = people.get(i);
        if (own.get(i).hasReference() && session < person.sessions().size()) {
          int turn = (session + i) % person.sessions().size();
          List<float[]> recorded = Halves.second(person.sessions().get(turn));
          List<float[]> altered = Halves.second(person.altered().get(turn));
          if (!recorded.isEmpty() && !altered.isEmpty()) {
            firsts.add(new First(person.subject(), own.get(i), recorded.get(0), altered.get(0)));
          }
        }
      }
    }
    return firsts;
  }

  private static DriftWatch own(SourceWindows person, DriftPolicy policy) {
    DriftWatch watch =
        new DriftWatch(person.features(), policy.subject(), policy.falseDiscoveryRate());
    List<float[]> reference =
        person.sessions().stream().flatMap(runs -> Halves.first(runs).stream()).toList();
    if (reference.size() >= policy.subject().least()) {
      for (float[] run : reference) {
        if (!watch.hasReference()) {
          Optional<DriftChange> unused = watch.add(run);
        }
      }
      if (!watch.hasReference()) {
        watch.closeReference();
      }
    }
    return watch;
  }
}

package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.event.Modality;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.trust.TrustConfig;
import dev.demeanor.trust.TrustModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Listens to what each decision was based on: the evidence that also goes into the audit. Not
 * thread-safe.
 */
final class HeardEvidence implements DecisionListener {

  /** What one modality said. */
  private static final class Heard {
    private double admitted;
  }

  private final SortedSet<String> detectors = new TreeSet<>();
  private final Map<Modality, Heard> byModality =
      new TreeMap<>(Comparator.comparing(Modality::name));
  private double sum;
  private double alone;
  private double weighted;
  private double before;
  private double logOdds;
  private int windows;
  private List<HeardSession.Said> last = List.of();

  /** Forgets what was heard of earlier attempts. */
  void clear() {
    sum = 0;
    alone = 0;
    weighted = 0;
    windows = 0;
    byModality.clear();
  }

  /** Returns what the evidence heard since comes to, 0 when there was none. */
  double score(Scoring scoring) {
    return switch (scoring) {
      case SUM -> sum;
      case MEAN -> windows > 0 ? alone / windows : 0;
      case FUSED -> fused();
      case SEQUENTIAL -> windows > 0 ? before + weighted : 0;
    };
  }

  private double fused() {
    double fused = 0;
    for (Map.Entry<Modality, Heard> entry : byModality.entrySet()) {
      Heard heard = entry.getValue();
      double weight = TrustModel.FUSION_SCALE * TrustConfig.defaults().weight(entry.getKey());
      fused += weight * heard.admitted;
    }
    return fused;
  }

  /** Returns the log-odds after the decision heard last, before they were bounded. */
  double logOdds() {
    return logOdds;
  }

  /** Returns what the windows of the decision heard last said. */
  List<HeardSession.Said> last() {
    return last;
  }

  /** Returns how many windows gave evidence since. */
  int windows() {
    return windows;
  }

  /** Returns whether there was any. */
  boolean isPresent() {
    return windows > 0;
  }

  /** Returns the names of the detectors that gave evidence. */
  SortedSet<String> detectors() {
    return detectors;
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    boolean first = windows == 0;
    double added = 0;
    List<HeardSession.Said> said = new ArrayList<>();
    boolean withheld = decided.decision().has(ReasonCode.EXPECTED_MODALITY_MISSING);
    for (Evidence evidence : decided.evidence()) {
      if (evidence instanceof Evidence.Present heard) {
        sum += heard.value();
        alone += heard.alone();
        windows++;
        double value = withheld ? Math.min(0, heard.value()) : heard.value();
        said.add(new HeardSession.Said(heard.source().modality(), value));
        Heard modality = byModality.computeIfAbsent(heard.source().modality(), name -> new Heard());
        modality.admitted += value;
        added +=
            TrustModel.FUSION_SCALE
                * TrustConfig.defaults().weight(heard.source().modality())
                * value;
        detectors.add(heard.detector());
      }
    }
    weighted += added;
    last = said;
    logOdds = decided.logOdds();
    if (first && windows > 0) {
      before = logOdds - added;
    }
  }
}

package dev.demeanor.evidence;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RhythmDetector} learned of background people: for each number of keys of which they
 * typed one and the same text, how that is typed in general. People who each have a text of their
 * own say nothing of how anybody else types it, and nothing is learned of them. Immutable.
 */
final class RhythmPopulation implements PopulationModel {

  private static final int FORMAT = 1;

  private final int subjects;
  private final SortedMap<Integer, CommonPattern> patterns;

  private RhythmPopulation(int subjects, Collection<CommonPattern> patterns) {
    this.subjects = subjects;
    this.patterns = new TreeMap<>();
    patterns.forEach(pattern -> this.patterns.put(pattern.keys(), pattern));
  }

  /** Learns; empty when no text was typed by enough people. */
  static Optional<RhythmPopulation> learn(
      List<BackgroundSubject> people, RhythmConstants constants) {
    SortedMap<Integer, List<List<FeatureVector>>> byKeys = new TreeMap<>();
    for (BackgroundSubject person : people) {
      SortedMap<Integer, List<FeatureVector>> entries = new TreeMap<>();
      for (FeatureVector entry : person.windows()) {
        int keys = FixedTextSchema.keysOf(entry.schema());
        entries.computeIfAbsent(keys, any -> new ArrayList<>()).add(entry);
      }
      entries.forEach(
          (keys, theirs) -> byKeys.computeIfAbsent(keys, any -> new ArrayList<>()).add(theirs));
    }
    List<CommonPattern> patterns = new ArrayList<>();
    byKeys.forEach(
        (keys, entries) ->
            PatternLearning.learn(keys, entries, constants.agreement).ifPresent(patterns::add));
    return patterns.isEmpty()
        ? Optional.empty()
        : Optional.of(new RhythmPopulation(people.size(), patterns));
  }

  /** Returns how people type a text of so many keys, or null when that is not known. */
  @Nullable CommonPattern pattern(int keys) {
    return patterns.get(keys);
  }

  @Override
  public int subjects() {
    return subjects;
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(subjects).putInt(patterns.size());
    patterns.values().forEach(pattern -> pattern.save(out));
  }

  static RhythmPopulation load(StateReader in) {
    in.getInt("rhythm population format", FORMAT, FORMAT);
    int subjects = in.getInt("people", 1, Integer.MAX_VALUE);
    List<CommonPattern> patterns = new ArrayList<>();
    for (int left = in.getInt("patterns", 1, 256); left > 0; left--) {
      patterns.add(CommonPattern.load(in));
    }
    return new RhythmPopulation(subjects, patterns);
  }
}

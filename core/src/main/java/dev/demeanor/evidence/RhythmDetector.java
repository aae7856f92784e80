package dev.demeanor.evidence;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;

/**
 * The default detector of fixed text. It compares the rhythm of an entry with a recency-weighted
 * robust centre, judging <em>level</em> (how fast today) apart from <em>shape</em>, and with the
 * nearest of the stored entries, where older ones count as farther. Raw score is the negative sum
 * of both distances, on logarithms of time. One-class: only the subject's own entries are used.
 * Thread-safe.
 *
 * <p>The form and the constants were chosen by experiment on public recordings; the command is in
 * {@code docs/benchmark.md}.
 */
final class RhythmDetector implements Detector {

  static final String NAME = "rhythm";

  /** Entries kept. */
  static final int KEPT = 200;

  static final int FORMAT = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double natsPerSpread() {
    return 1.35;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return FixedTextSchema.keysOf(schema) > 0;
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    int keys = keys(schema);
    return new RhythmModel(keys, 0, SampleHistory.empty(KEPT, 3 * keys - 2));
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("rhythm format", FORMAT, FORMAT);
    int keys = keys(schema);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    int kept = in.getInt("samples kept", 0, KEPT);
    SampleHistory history = SampleHistory.empty(KEPT, 3 * keys - 2);
    for (int i = 0; i < kept; i++) {
      short[] stored = new short[2 * keys - 1];
      for (int j = 0; j < stored.length; j++) {
        stored[j] = (short) (in.getByte() << 8 | in.getByte() & 0xFF);
      }
      history = history.with(LogTimes.decode(keys, stored));
    }
    return new RhythmModel(keys, samples, history);
  }

  private static int keys(FeatureSchema schema) {
    int keys = FixedTextSchema.keysOf(schema);
    if (keys == 0) {
      throw new CorruptStateException("rhythm needs a fixed-text schema, was " + schema.name());
    }
    return keys;
  }
}

package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;

/**
 * The default detector of free text: how often each time of each key class and pair of classes
 * falls into each bin, as a log ratio against a broad reference. A class mixes several keys, so its
 * timing is a mixture that a mean and a variance cannot show; a histogram can. One-class.
 * Thread-safe.
 */
final class KeyHistogramDetector implements Detector {

  static final String NAME = "key-histogram";
  static final int FORMAT = 1;

  private static final String SCHEMA = "free-text/1";

  @Override
  public String name() {
    return NAME;
  }

  /** Less than usual: keys depend on each other, and evidence of blocks adds up. */
  @Override
  public double natsPerSpread() {
    return 0.45;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().equals(SCHEMA);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return new KeyHistogramModel(
        schema.size(), 0, new float[FreeTextBins.UNITS * FreeTextBins.BINS]);
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("key-histogram format", FORMAT, FORMAT);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    float[] counts = new float[FreeTextBins.UNITS * FreeTextBins.BINS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.getFloat();
      if (!(counts[i] >= 0 && Float.isFinite(counts[i]))) {
        throw new dev.demeanor.spi.CorruptStateException("a count must be a number of at least 0");
      }
    }
    return new KeyHistogramModel(schema.size(), samples, counts);
  }
}

package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;

/**
 * The default detector of pointer windows: how far the features of a window lie from the subject's
 * own windows, all together. Single actions of an impostor lie inside anybody's range; that many
 * features move together is what gives him away. Mahalanobis distance (P. C. Mahalanobis, 1936) on
 * standardised, clipped features, with the correlation matrix shrunk towards the identity (O.
 * Ledoit and M. Wolf, 2004, with a fixed intensity). One-class. Thread-safe.
 */
final class ShrunkMahalanobisDetector implements Detector {

  static final String NAME = "shrunk-mahalanobis";
  static final int FORMAT = 1;

  private static final String SCHEMA = "pointer/1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().equals(SCHEMA);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return new ShrunkMahalanobisModel(new WindowMoments(schema.size()));
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("shrunk-mahalanobis format", FORMAT, FORMAT);
    return new ShrunkMahalanobisModel(WindowMoments.load(schema.size(), in));
  }
}

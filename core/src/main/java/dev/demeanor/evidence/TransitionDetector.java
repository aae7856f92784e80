package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;

/**
 * The default detector of navigation: how likely the visited routes and the transitions between
 * them are for the subject, as the mean log-likelihood per visit. Bigrams with Witten-Bell
 * smoothing over smoothed unigrams (I. H. Witten and T. C. Bell, "The zero-frequency problem", IEEE
 * Trans. Information Theory 37(4), 1991); an unseen transition has probability at most 0.01.
 * One-class. Thread-safe.
 */
final class TransitionDetector implements Detector {

  static final String NAME = "transitions";
  static final int FORMAT = 1;

  private static final String SCHEMA = "navigation/1";

  @Override
  public String name() {
    return NAME;
  }

  /** Less than usual: visits depend on each other: a hundred say as much as about fifteen. */
  @Override
  public double natsPerSpread() {
    return 0.06;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().equals(SCHEMA);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return new TransitionModel(schema.size(), 0, new CountTable(), new CountTable());
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("transitions format", FORMAT, FORMAT);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    return TransitionModel.load(schema.size(), samples, in);
  }
}

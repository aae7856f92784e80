package dev.demeanor.models.tribuo;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;

/**
 * One-class support vector machine (B. Schölkopf et al., "Estimating the support of a
 * high-dimensional distribution", Neural Computation 13(7), 2001) of a subject's pointer windows.
 * The raw score is the decision value over the sum of all weights, so that fits to few windows and
 * to many can be compared. Thread-safe.
 */
final class OcSvmDetector implements Detector {

  static final String NAME = "tribuo-ocsvm";
  static final int FORMAT = 1;

  private static final String POINTER = "pointer/";

  private final OcSvmSettings settings;

  OcSvmDetector(OcSvmSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String interactionName() {
    return NAME;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().startsWith(POINTER);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return OcSvmModel.empty(settings, schema);
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("tribuo-ocsvm format", FORMAT, FORMAT);
    return OcSvmModel.load(settings, schema, in);
  }
}

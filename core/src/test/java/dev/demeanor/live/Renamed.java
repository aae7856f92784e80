package dev.demeanor.live;

import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;

/** A detector that no monitor knows. */
final class Renamed implements Detector {

  private final Detector detector = new RhythmProvider().create(ProviderOptions.none());

  @Override
  public String name() {
    return "renamed";
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return detector.supports(schema);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return detector.empty(schema);
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    return detector.load(schema, in);
  }
}

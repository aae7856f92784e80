package dev.demeanor.spi.detector;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.feature.FeatureSchema;

/**
 * A recipe for learning a subject and scoring a window against it; see {@link SubjectModel} for the
 * rules. Immutable and thread-safe.
 */
public interface Detector {

  /** Returns the name under which templates remember who learned them; equal to the provider's. */
  String name();

  /** Returns whether windows of this schema can be learned and scored. */
  boolean supports(FeatureSchema schema);

  /**
   * Returns how many nats of evidence a score loses for each spread of the subject's own genuine
   * scores (1.4826 times their median absolute deviation) it falls: the slope of the log-likelihood
   * ratio, above 0. A design constant of the detector, the same for every subject; {@code evaluate}
   * reports by how much it is off (calibration slope 1 is right).
   */
  default double natsPerSpread() {
    return 0.75;
  }

  /** Returns a model that has learned nothing. */
  SubjectModel empty(FeatureSchema schema);

  /**
   * Reads what {@link SubjectModel#save} wrote.
   *
   * @throws dev.demeanor.spi.CorruptStateException if the bytes are damaged or of an unknown format
   *     version
   */
  SubjectModel load(FeatureSchema schema, StateReader in);
}

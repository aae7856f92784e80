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

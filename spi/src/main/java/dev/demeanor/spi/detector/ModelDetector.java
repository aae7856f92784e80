package dev.demeanor.spi.detector;

import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.LoadedModel;
import java.util.Optional;

/**
 * A detector whose population part is a model file. It learns each subject alone, states a window
 * relative to what it learned, and the model scores that: inputs never say who the subject is.
 * Without a model it learns, and abstains with {@link AbstentionReason#MODEL_UNAVAILABLE}. Rules
 * beside those of {@link SubjectModel}:
 *
 * <ul>
 *   <li><b>MD-1</b> A template is the same bytes with any model and without.
 *   <li><b>MD-2</b> The answer is one term, the {@linkplain #interactionName interaction}, which
 *       bears the backend's name: the curve's nats at the model's score.
 *   <li><b>MD-3</b> A score that is no finite number, a scorer that was closed, or one that fails
 *       is an abstention with {@link AbstentionReason#MODEL_UNAVAILABLE}.
 * </ul>
 */
public interface ModelDetector extends Detector {

  /**
   * Returns what the model's inputs are for windows of a schema that this detector supports; the
   * same for texts of any length.
   */
  FeatureSchema modelSchema(FeatureSchema windows);

  /**
   * States a window relative to a subject.
   *
   * @param model one that this detector made
   * @param probe a window of the model's schema
   * @return a new vector of {@link #modelSchema}; empty when model or window say too little
   */
  Optional<FeatureVector> relate(SubjectModel model, FeatureVector probe);

  /**
   * Returns the same detector with models of subjects that score by this model. This one stays as
   * it is.
   *
   * @throws IllegalArgumentException if the model's inputs are of no schema that this detector
   *     relates windows to
   */
  ModelDetector withModel(LoadedModel model);
}

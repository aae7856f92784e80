package dev.demeanor.spi.detector;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Optional;

/**
 * What a detector learned of one subject from one source. Rules:
 *
 * <ul>
 *   <li><b>D-1</b> Immutable and thread-safe: {@link #learn} answers a new model and leaves this
 *       one as it was.
 *   <li><b>D-2</b> Deterministic: equal samples in equal order give models that score bit for bit
 *       alike.
 *   <li><b>D-3</b> {@link #score} writes finite contributions whose sum with the interaction is the
 *       raw score, or abstains; it never throws for a vector of the model's schema, whatever is
 *       missing, and allocates nothing once warm.
 *   <li><b>D-4</b> Higher is more genuine: on average the subject's own samples score higher than
 *       samples far from them.
 *   <li><b>D-5</b> {@link #save} then {@link Detector#load} gives a model that scores bit for bit
 *       alike.
 *   <li><b>D-6</b> A missing feature is skipped, never read as zero.
 *   <li><b>D-7</b> The size of a saved model is bounded, however many samples were learned.
 *   <li><b>D-8</b> An {@link #anchor} keeps these rules, too, is no larger when saved, and takes
 *       the subject's samples for no less likely than far ones, on average.
 * </ul>
 */
public interface SubjectModel {

  /** Returns how many samples were learned, forgotten ones included. */
  int samples();

  /** Returns a model that has learned one more sample, the newest. */
  SubjectModel learn(FeatureVector sample);

  /**
   * Returns a model that has learned one more sample, the newest, which is the subject's only with
   * this probability. Learns it as a whole from one half on and not at all below, unless
   * overridden.
   *
   * @param share above 0, at most 1; 1 is the same as {@link #learn(FeatureVector)}
   */
  default SubjectModel learn(FeatureVector sample, double share) {
    return share >= 0.5 ? learn(sample) : this;
  }

  /**
   * Returns where the model stands now, to measure later how far it has moved; at most 512 numbers,
   * empty when it cannot say, as unless overridden.
   */
  default float[] landmark() {
    return new float[0];
  }

  /**
   * Returns how far the model has moved since: the mean over its features, in spreads that the
   * subject had then; 0 when it cannot say, as unless overridden.
   *
   * @param landmark an earlier {@link #landmark} of the same subject's model
   */
  default double drift(float[] landmark) {
    return 0;
  }

  /**
   * Returns a model that scores about as this one does and is no larger: of its newest samples, for
   * instance. It is kept while the subject's model adapts by itself, and asked beside it: how much
   * more a window says to the later model than to the anchor is limited. Empty when the detector
   * goes without, as unless overridden.
   */
  default Optional<SubjectModel> anchor() {
    return Optional.empty();
  }

  /** Scores a window of the model's schema. */
  void score(FeatureVector probe, ScoreBuffer out);

  /** Appends what {@link Detector#load} reads, beginning with an integer format version. */
  void save(StateWriter out);
}

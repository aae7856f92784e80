package dev.demeanor.sample;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import java.time.Instant;

/**
 * A window as it was learned: what made version {@code version} of a template of the version
 * before.
 *
 * @param version version of the template that has learned it
 * @param lesson why it was learned
 * @param share how likely it was the subject's, 1 unless its detector learns softly
 * @param provenance where it came from
 * @param features the features; not to be changed
 */
public record KeptLesson(
    long version, Lesson lesson, double share, Provenance provenance, FeatureVector features)
    implements KeptSample {

  static final int KIND = 2;

  /**
   * Returns the template that has learned this, made of the one that had not.
   *
   * @param recipe the detector that learned it, for templates that begin here
   * @param scratch scratch of the caller's, overwritten
   */
  public EnrolledTemplate taught(EnrolledTemplate before, Recipe recipe, ScoreBuffer scratch) {
    EnrolledTemplate base =
        before.schema().equals(features.schema())
            ? before
            : EnrolledTemplate.empty(recipe, features.schema());
    return base.learn(features, provenance, lesson, share, scratch).withVersion(version);
  }

  /** Returns the stored form. */
  public Sample toSample(String id, TemplateKey key, Instant at) {
    StateWriter out = KeptSample.begin(KIND);
    out.putLong(version).putString(lesson.name()).putDouble(share).putString(provenance.name());
    features.save(out);
    return new Sample(id, key, at, provenance, features.schema().hash(), out.toByteArray());
  }

  static KeptLesson load(StateReader in) {
    long version = in.getLong();
    try {
      return new KeptLesson(
          version,
          Lesson.valueOf(in.getString()),
          in.getDouble(),
          Provenance.valueOf(in.getString()),
          FeatureVector.load(in));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("lesson: " + e.getMessage());
    }
  }

  /** Shows no feature. */
  @Override
  public String toString() {
    return "KeptLesson[version " + version + ", " + lesson + "]";
  }
}

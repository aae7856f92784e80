package dev.demeanor.enrolment;

import dev.demeanor.evidence.Calibration;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template in the form that scores: the detector's model, its calibration, where the samples came
 * from, and its anchor: the model as it stood when somebody last vouched for what it learned, and a
 * landmark of it. Immutable and thread-safe; {@link #learn} answers a new one.
 */
public final class EnrolledTemplate {

  private static final int FORMAT = 1;

  /** The same, and the anchor at the end. */
  private static final int ANCHORED_FORMAT = 2;

  /** A model of fewer samples scores too wildly to be calibrated with. */
  private static final int MIN_SAMPLES_TO_CALIBRATE = 10;

  /** As many windows as it takes without a population. */
  private static final int MIN_SAMPLES_TO_COMPARE = 30;

  /**
   * After enrolment every so manieth score calibrates. The scores of a few days are a worse ruler
   * for the next days than those of many: calibration follows the template, but slowly.
   */
  private static final int RULER_EVERY = 16;

  private static final int MAX_LANDMARK = 512;

  private final long version;
  private final Detector detector;
  private final FeatureSchema schema;
  private final SubjectModel model;
  private final Calibration calibration;
  private final int[] byProvenance;
  private final float[] landmark;
  private final double drift;

  /** Null while the model is its own anchor, and where the detector goes without. */
  private final @Nullable SubjectModel anchor;

  private EnrolledTemplate(
      long version,
      Detector detector,
      FeatureSchema schema,
      SubjectModel model,
      Calibration calibration,
      int[] byProvenance,
      float[] landmark,
      @Nullable SubjectModel anchor) {
    this.version = version;
    this.detector = detector;
    this.schema = schema;
    this.model = model;
    this.calibration = calibration;
    this.byProvenance = byProvenance;
    this.landmark = landmark;
    this.drift = landmark.length == 0 ? 0 : model.drift(landmark);
    this.anchor = anchor;
  }

  /** Returns a template that has learned nothing. */
  public static EnrolledTemplate empty(Recipe recipe, FeatureSchema schema) {
    Detector detector = recipe.detector();
    return new EnrolledTemplate(
        0,
        detector,
        schema,
        detector.empty(schema),
        Calibration.empty(recipe, schema),
        new int[Provenance.values().length],
        new float[0],
        null);
  }

  /** Returns the same for a detector without a population. */
  public static EnrolledTemplate empty(Detector detector, FeatureSchema schema) {
    return empty(Recipe.oneClass(detector), schema);
  }

  /** Returns the stored version it was read from, 0 when it was never stored. */
  public long version() {
    return version;
  }

  /** Returns the name of the detector that learned it. */
  public String detector() {
    return detector.name();
  }

  /** Returns what the term of a score that belongs to no single feature is called. */
  public String interactionName() {
    return detector.interactionName();
  }

  /** Returns whether its detector takes in every window by how likely it is the subject's. */
  public boolean learnsSoftly() {
    return detector.learnsSoftly();
  }

  /**
   * Returns how far the model has moved from its landmark, in the subject's own spreads; 0 when its
   * detector cannot say.
   */
  public double drift() {
    return drift;
  }

  /** Returns the schema its samples have. */
  public FeatureSchema schema() {
    return schema;
  }

  /** Returns how many units of behaviour it has learned. */
  public int samples() {
    int sum = 0;
    for (int count : byProvenance) {
      sum += count;
    }
    return sum;
  }

  /** Returns how many units of this provenance it has learned. */
  public int samples(Provenance provenance) {
    return byProvenance[provenance.ordinal()];
  }

  /** Returns the detector's model. */
  public SubjectModel model() {
    return model;
  }

  /** Returns the model to ask beside it, or null: see {@link SubjectModel#anchor}. */
  public @Nullable SubjectModel anchor() {
    return anchor;
  }

  /** Returns the calibration of that model. */
  public Calibration calibration() {
    return calibration;
  }

  /**
   * Returns whether it may be compared with under this policy. Without enough scores of its own,
   * for instance because they were made under another population, it takes background people who
   * say what scores usually are.
   */
  public boolean isReady(EnrolmentPolicy policy) {
    boolean calibrated =
        calibration.isReady()
            || calibration.isByPopulation() && model.samples() >= MIN_SAMPLES_TO_COMPARE;
    return samples() >= policy.minimum() && calibrated;
  }

  /**
   * Returns a template that has been enrolled with one more genuine window of its schema. The
   * window is scored before it is learned: that is what calibrates.
   *
   * @param scratch scratch of the caller's, overwritten
   */
  public EnrolledTemplate learn(FeatureVector sample, Provenance provenance, ScoreBuffer scratch) {
    return learn(sample, provenance, Lesson.ENROL, 1, scratch);
  }

  /**
   * Returns a template that has learned one more window of its schema.
   *
   * @param lesson why: one of {@link Lesson#ENROL}, {@link Lesson#ADAPT}, {@link Lesson#CONFIRM}
   * @param share how likely it is the subject's; less than 1 only for detectors that learn softly
   * @param scratch scratch of the caller's, overwritten
   */
  public EnrolledTemplate learn(
      FeatureVector sample,
      Provenance provenance,
      Lesson lesson,
      double share,
      ScoreBuffer scratch) {
    int[] counts = byProvenance.clone();
    counts[provenance.ordinal()] += sample.units();
    SubjectModel next = share < 1 ? model.learn(sample, share) : model.learn(sample);
    return new EnrolledTemplate(
        version,
        detector,
        schema,
        next,
        calibrated(sample, lesson, share, scratch),
        counts,
        lesson == Lesson.ADAPT ? landmark : next.landmark(),
        lesson == Lesson.ADAPT ? anchorOrNow() : null);
  }

  private @Nullable SubjectModel anchorOrNow() {
    return anchor == null ? model.anchor().orElse(null) : anchor;
  }

  private Calibration calibrated(
      FeatureVector sample, Lesson lesson, double share, ScoreBuffer scratch) {
    boolean asRuler = lesson == Lesson.ENROL || model.samples() % RULER_EVERY == 0;
    if (!asRuler || model.samples() < MIN_SAMPLES_TO_CALIBRATE || share < 0.5) {
      return calibration;
    }
    model.score(sample, scratch);
    if (scratch.abstention() != null || !Double.isFinite(scratch.raw())) {
      return calibration;
    }
    return lesson == Lesson.ADAPT && !learnsSoftly()
        ? calibration.withSelected(scratch)
        : calibration.with(scratch);
  }

  /** Returns the same template as read from a stored version. */
  public EnrolledTemplate withVersion(long newVersion) {
    return new EnrolledTemplate(
        newVersion, detector, schema, model, calibration, byProvenance, landmark, anchor);
  }

  /** Returns the stored form. */
  public Template toTemplate(TemplateKey key, Instant updatedAt) {
    StateWriter out = new StateWriter();
    out.putInt(anchor == null ? FORMAT : ANCHORED_FORMAT);
    schema.save(out);
    out.putInt(byProvenance.length);
    for (int count : byProvenance) {
      out.putInt(count);
    }
    out.putInt(landmark.length);
    for (float value : landmark) {
      out.putFloat(value);
    }
    calibration.save(out);
    model.save(out);
    if (anchor != null) {
      anchor.save(out);
    }
    return new Template(
        key, version, detector.name(), schema.hash(), samples(), updatedAt, out.toByteArray());
  }

  /** Reads the stored form for a detector without a population. */
  public static EnrolledTemplate of(Template template, Detector detector) {
    return of(template, Recipe.oneClass(detector));
  }

  /**
   * Reads the stored form.
   *
   * @param recipe the detector that learned it, with or without a population
   * @throws CorruptStateException if the payload is damaged, of an unknown format version, or
   *     another detector's
   */
  public static EnrolledTemplate of(Template template, Recipe recipe) {
    Detector detector = recipe.detector();
    if (!template.detector().equals(detector.name())) {
      throw new CorruptStateException(
          "template was learned by detector \""
              + template.detector()
              + "\", not \""
              + detector.name()
              + "\"");
    }
    StateReader in = new StateReader(template.payload());
    int format = in.getInt("template format", FORMAT, ANCHORED_FORMAT);
    FeatureSchema schema = FeatureSchema.load(in);
    if (!schema.hash().equals(template.schemaHash())) {
      throw new CorruptStateException("template does not match its schema hash");
    }
    int[] counts = new int[Provenance.values().length];
    int stored = in.getInt("provenances", 0, counts.length);
    for (int i = 0; i < stored; i++) {
      counts[i] = in.getInt("samples", 0, Integer.MAX_VALUE);
    }
    float[] landmark = new float[in.getInt("landmark", 0, MAX_LANDMARK)];
    for (int i = 0; i < landmark.length; i++) {
      landmark[i] = in.getFloat();
    }
    Calibration calibration = Calibration.load(recipe, schema, in);
    SubjectModel model = detector.load(schema, in);
    SubjectModel anchor = format == ANCHORED_FORMAT ? detector.load(schema, in) : null;
    in.expectEnd();
    return new EnrolledTemplate(
        template.version(), detector, schema, model, calibration, counts, landmark, anchor);
  }
}

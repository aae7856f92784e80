package dev.demeanor.enrolment;

import dev.demeanor.evidence.Calibration;
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

/**
 * A template in the form that scores: the detector's model, its calibration, and where the samples
 * came from. Immutable and thread-safe; {@link #learn} answers a new one.
 */
public final class EnrolledTemplate {

  private static final int FORMAT = 1;

  /** A model of fewer samples scores too wildly to be calibrated with. */
  private static final int MIN_SAMPLES_TO_CALIBRATE = 10;

  private final long version;
  private final String detector;
  private final FeatureSchema schema;
  private final SubjectModel model;
  private final Calibration calibration;
  private final int[] byProvenance;

  private EnrolledTemplate(
      long version,
      String detector,
      FeatureSchema schema,
      SubjectModel model,
      Calibration calibration,
      int[] byProvenance) {
    this.version = version;
    this.detector = detector;
    this.schema = schema;
    this.model = model;
    this.calibration = calibration;
    this.byProvenance = byProvenance;
  }

  /** Returns a template that has learned nothing. */
  public static EnrolledTemplate empty(Detector detector, FeatureSchema schema) {
    return new EnrolledTemplate(
        0,
        detector.name(),
        schema,
        detector.empty(schema),
        Calibration.empty(detector),
        new int[Provenance.values().length]);
  }

  /** Returns the stored version it was read from, 0 when it was never stored. */
  public long version() {
    return version;
  }

  /** Returns the name of the detector that learned it. */
  public String detector() {
    return detector;
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

  /** Returns the calibration of that model. */
  public Calibration calibration() {
    return calibration;
  }

  /** Returns whether it may be compared with under this policy. */
  public boolean isReady(EnrolmentPolicy policy) {
    return samples() >= policy.minimum() && calibration.isReady();
  }

  /**
   * Returns a template that has learned one more genuine window of its schema. The window is scored
   * before it is learned: that is what calibrates.
   *
   * @param scratch scratch of the caller's, overwritten
   */
  public EnrolledTemplate learn(FeatureVector sample, Provenance provenance, ScoreBuffer scratch) {
    Calibration next = calibration;
    if (model.samples() >= MIN_SAMPLES_TO_CALIBRATE) {
      model.score(sample, scratch);
      if (scratch.abstention() == null) {
        next = calibration.with(scratch);
      }
    }
    int[] counts = byProvenance.clone();
    counts[provenance.ordinal()] += sample.units();
    return new EnrolledTemplate(version, detector, schema, model.learn(sample), next, counts);
  }

  /** Returns the same template as read from a stored version. */
  public EnrolledTemplate withVersion(long newVersion) {
    return new EnrolledTemplate(newVersion, detector, schema, model, calibration, byProvenance);
  }

  /** Returns the stored form. */
  public Template toTemplate(TemplateKey key, Instant updatedAt) {
    StateWriter out = new StateWriter();
    out.putInt(FORMAT);
    schema.save(out);
    out.putInt(byProvenance.length);
    for (int count : byProvenance) {
      out.putInt(count);
    }
    calibration.save(out);
    model.save(out);
    return new Template(
        key, version, detector, schema.hash(), samples(), updatedAt, out.toByteArray());
  }

  /**
   * Reads the stored form.
   *
   * @param detector the detector that learned it
   * @throws CorruptStateException if the payload is damaged, of an unknown format version, or
   *     another detector's
   */
  public static EnrolledTemplate of(Template template, Detector detector) {
    if (!template.detector().equals(detector.name())) {
      throw new CorruptStateException(
          "template was learned by detector \""
              + template.detector()
              + "\", not \""
              + detector.name()
              + "\"");
    }
    StateReader in = new StateReader(template.payload());
    in.getInt("template format", FORMAT, FORMAT);
    FeatureSchema schema = FeatureSchema.load(in);
    if (!schema.hash().equals(template.schemaHash())) {
      throw new CorruptStateException("template does not match its schema hash");
    }
    int[] counts = new int[Provenance.values().length];
    int stored = in.getInt("provenances", 0, counts.length);
    for (int i = 0; i < stored; i++) {
      counts[i] = in.getInt("samples", 0, Integer.MAX_VALUE);
    }
    Calibration calibration = Calibration.load(detector, in);
    SubjectModel model = detector.load(schema, in);
    in.expectEnd();
    return new EnrolledTemplate(
        template.version(), template.detector(), schema, model, calibration, counts);
  }
}

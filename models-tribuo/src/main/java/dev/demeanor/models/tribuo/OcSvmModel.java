package dev.demeanor.models.tribuo;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ExportableModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.TrainedModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subject's newest windows and the support vectors that were last fitted to them. Every few
 * windows, learning one fits again; in between the vectors stay as they are. Immutable.
 */
final class OcSvmModel implements SubjectModel, ExportableModel {

  /** Fewer windows have no shape. */
  private static final int LEAST = 30;

  private final OcSvmSettings settings;
  private final FeatureSchema schema;
  private final int samples;

  /** Rows of 32-bit floats, oldest first, NaN where a feature is missing. */
  private final float[][] rows;

  private final @Nullable OcSvmFit fit;

  private OcSvmModel(
      OcSvmSettings settings,
      FeatureSchema schema,
      int samples,
      float[][] rows,
      @Nullable OcSvmFit fit) {
    this.settings = settings;
    this.schema = schema;
    this.samples = samples;
    this.rows = rows;
    this.fit = fit;
  }

  static OcSvmModel empty(OcSvmSettings settings, FeatureSchema schema) {
    return new OcSvmModel(settings, schema, 0, new float[0][], null);
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    int kept = Math.min(rows.length, settings.kept() - 1);
    float[][] next = new float[kept + 1][];
    System.arraycopy(rows, rows.length - kept, next, 0, kept);
    next[kept] = row(sample);
    int learned = samples + 1;
    boolean due = learned == LEAST || learned > LEAST && learned % settings.every() == 0;
    OcSvmFit nextFit = due ? OcSvmTraining.fit(settings, schema.size(), next) : fit;
    return new OcSvmModel(settings, schema, learned, next, nextFit);
  }

  private static float[] row(FeatureVector sample) {
    float[] row = new float[sample.size()];
    for (int j = 0; j < row.length; j++) {
      float value = (float) sample.value(j);
      row[j] = Float.isFinite(value) ? value : Float.NaN;
    }
    return row;
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(probe.size());
    OcSvmFit current = fit;
    if (current == null) {
      out.abstain(AbstentionReason.COLD_START);
    } else if (2 * probe.present() < probe.size()) {
      out.abstain(AbstentionReason.NO_DATA);
    } else {
      float[] work = out.row(current.work());
      for (int j = 0; j < probe.size(); j++) {
        current.place(j, (float) probe.value(j), work);
      }
      out.addInteraction(current.score(work));
    }
  }

  @Override
  public Optional<TrainedModel> export() {
    OcSvmFit current = fit;
    return current == null
        ? Optional.empty()
        : Optional.of(OcSvmExport.of(current, settings, schema, rows));
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(OcSvmDetector.FORMAT).putInt(samples).putInt(rows.length);
    for (float[] row : rows) {
      for (float value : row) {
        out.putFloat(value);
      }
    }
    OcSvmFit current = fit;
    out.putByte(current == null ? 0 : 1);
    if (current != null) {
      current.save(out);
    }
  }

  static OcSvmModel load(OcSvmSettings settings, FeatureSchema schema, StateReader in) {
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    // kept under other settings, perhaps
    float[][] rows = new float[in.getInt("windows kept", 0, 1000)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[schema.size()];
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = in.getFloat();
      }
    }
    OcSvmFit fit = in.getByte() == 1 ? OcSvmFit.load(schema.size(), in) : null;
    return new OcSvmModel(settings, schema, samples, rows, fit);
  }
}

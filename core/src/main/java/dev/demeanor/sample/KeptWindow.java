package dev.demeanor.sample;

import dev.demeanor.evidence.Prior;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import java.time.Instant;

/**
 * A window as it was assessed.
 *
 * @param decision id of the decision it took part in
 * @param index its place in the evidence of that decision, from 0
 * @param genuine whether it was taken for the subject's: the computed verdict was ALLOW, no
 *     challenge was failed, and its provenance is not excluded from enrolment
 * @param templateVersion version of the template it was compared with, 0 when there was none
 * @param prior what its source had said before it
 * @param features the features; not to be changed
 */
public record KeptWindow(
    String decision,
    int index,
    boolean genuine,
    long templateVersion,
    Prior prior,
    FeatureVector features)
    implements KeptSample {

  static final int KIND = 1;

  /** Windows that one decision may have. */
  private static final int MAX_INDEX = 10_000;

  private static final String PREFIX = "window-";

  /** Returns the id under which the window of a decision is kept. */
  public static String id(String decision, int index) {
    return PREFIX + decision + "-" + index;
  }

  /** Returns whether a sample holds a window, by its id. */
  public static boolean isIn(Sample sample) {
    return sample.id().startsWith(PREFIX);
  }

  /** Returns the stored form. */
  public Sample toSample(TemplateKey key, Instant at, Provenance provenance) {
    StateWriter out = KeptSample.begin(KIND);
    out.putString(decision).putInt(index).putByte(genuine ? 1 : 0).putLong(templateVersion);
    out.putInt(prior.windows()).putDouble(prior.evidence());
    features.save(out);
    return new Sample(
        id(decision, index), key, at, provenance, features.schema().hash(), out.toByteArray());
  }

  static KeptWindow load(StateReader in) {
    return new KeptWindow(
        in.getString(),
        in.getInt("index", 0, MAX_INDEX),
        in.getByte() == 1,
        in.getLong(),
        new Prior(in.getInt("windows", Prior.RUNNING, Integer.MAX_VALUE), in.getDouble()),
        FeatureVector.load(in));
  }

  /** Shows no feature. */
  @Override
  public String toString() {
    return "KeptWindow[" + decision + ", " + index + (genuine ? ", genuine]" : "]");
  }
}

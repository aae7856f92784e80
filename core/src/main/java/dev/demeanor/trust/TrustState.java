package dev.demeanor.trust;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * What a session has accumulated: evidence in total and for each modality, and how many windows of
 * each were seen. Changed only by {@link TrustModel}. Not thread-safe.
 */
public final class TrustState {

  private static final int FORMAT = 1;
  private static final int MAX_MODALITIES = 31;

  /** Accumulated evidence over all modalities, weighted. */
  double total;

  /** The same before it was bounded, since the last step. */
  double reached;

  /** Accumulated evidence of each modality, unweighted. */
  final double[] byModality;

  /** Windows with evidence, of each modality. */
  final int[] windows;

  /** Wall-clock time of the last step, or {@link Long#MIN_VALUE} before the first. */
  long lastMillis = Long.MIN_VALUE;

  /** Makes the state of a new session. */
  public TrustState(int modalities) {
    if (modalities < 1 || modalities > MAX_MODALITIES) {
      throw new IllegalArgumentException(
          "modalities must be 1 to " + MAX_MODALITIES + ", was " + modalities);
    }
    byModality = new double[modalities];
    windows = new int[modalities];
  }

  /** Returns the accumulated weighted evidence, in nats. */
  public double accumulated() {
    return total;
  }

  /** Returns the same as the last step left it before it was bounded. */
  public double reached() {
    return reached;
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(byModality.length);
    out.putDouble(total).putDouble(reached).putLong(lastMillis);
    for (int m = 0; m < byModality.length; m++) {
      out.putDouble(byModality[m]).putInt(windows[m]);
    }
  }

  /** Replaces this state by the stored form of one with as many modalities. */
  public void load(StateReader in) {
    in.getInt("trust state format", FORMAT, FORMAT);
    in.getInt("modalities", byModality.length, byModality.length);
    total = finite(in.getDouble());
    reached = finite(in.getDouble());
    lastMillis = in.getLong();
    for (int m = 0; m < byModality.length; m++) {
      byModality[m] = finite(in.getDouble());
      windows[m] = in.getInt("windows", 0, Integer.MAX_VALUE);
    }
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new CorruptStateException("accumulated evidence must be finite");
    }
    return value;
  }
}

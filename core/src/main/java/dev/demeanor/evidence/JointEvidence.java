package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * What the windows of one source say together. Windows of one session resemble each other, so that
 * {@code n} of them say less than {@code n} times what one says. With {@code rho} the correlation
 * of their evidence (equal for each pair: a random effect of the session) their joint
 * log-likelihood ratio is
 *
 * <pre>
 *   J(n) = sum of the evidence of each / (1 + (n - 1) rho)
 * </pre>
 *
 * and a further window adds {@code J(n) - J(n - 1) = (evidence - rho J(n - 1)) / (1 + (n - 1)
 * rho)}: less, the more was said already in the same sense; more, when it contradicts.
 *
 * <p>{@code n} counts up to {@link #MEMORY}, from where on older windows fade, and {@code J} is
 * kept within {@link #BOUND}: an earlier conviction must not blind to a session that changes hands.
 * At {@code rho = 0} each window adds its evidence. Not thread-safe.
 */
public final class JointEvidence {

  /** Windows after which a further one weighs no less than the one before. */
  static final int MEMORY = 4;

  /** Nats: what trust can hold of it, and forgets beyond. */
  static final double BOUND = 6;

  private static final int FORMAT = 1;

  private double joint;
  private int windows;

  /** Makes one that has heard nothing. */
  public JointEvidence() {}

  /**
   * Returns what one more window adds, in nats.
   *
   * @param alone its evidence, had it been the first
   * @param correlation {@code rho}, at least 0 and below 1
   */
  public double add(double alone, double correlation) {
    windows = Math.min(windows + 1, MEMORY);
    double more = (alone - correlation * joint) / (1 + (windows - 1) * correlation);
    joint = Math.max(-BOUND, Math.min(BOUND, joint + more));
    return more;
  }

  /**
   * Returns one that has heard windows that came to this.
   *
   * @throws IllegalArgumentException if that cannot be
   */
  public static JointEvidence of(int windows, double evidence) {
    if (windows < 0 || windows > MEMORY || !(Math.abs(evidence) <= BOUND)) {
      throw new IllegalArgumentException(
          "there must be 0 to " + MEMORY + " windows within " + BOUND + " nats, were " + windows);
    }
    JointEvidence heard = new JointEvidence();
    heard.windows = windows;
    heard.joint = evidence;
    return heard;
  }

  /** Returns what the windows so far come to, in nats. */
  public double evidence() {
    return joint;
  }

  /** Returns how many windows count. */
  public int windows() {
    return windows;
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(windows).putDouble(joint);
  }

  /** Replaces this by the stored form of another. */
  public void load(StateReader in) {
    in.getInt("joint evidence format", FORMAT, FORMAT);
    windows = in.getInt("windows", 0, MEMORY);
    joint = in.getDouble();
    if (!(Math.abs(joint) <= BOUND)) {
      throw new CorruptStateException("joint evidence must be within " + BOUND + " nats of 0");
    }
  }
}

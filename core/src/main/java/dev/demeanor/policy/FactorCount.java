package dev.demeanor.policy;

/**
 * How one factor of one account fared lately. Failures while it is refused do not count: they say
 * nothing new and must not prolong it. A clock that was set back makes what it counted younger, not
 * older than now. Times are milliseconds since 1970. Not thread-safe.
 */
public final class FactorCount {

  private long[] failures = new long[0];
  private int count;
  private int refusals;
  private long refusedUntil = Long.MIN_VALUE;
  private long latest = Long.MIN_VALUE;

  /** Begins with nothing. */
  public FactorCount() {}

  /**
   * Counts a failure; returns whether the factor is refused from now on, and was not before.
   *
   * @param chance see {@link Lasting#duration}
   */
  public boolean fail(FactorPolicy policy, long now, double chance) {
    rejuvenate(now);
    if (now < refusedUntil || policy.failures() == 0) {
      return false;
    }
    forgetBefore(now - policy.window().toMillis());
    if (failures.length < policy.failures()) {
      failures = java.util.Arrays.copyOf(failures, policy.failures());
    }
    failures[count++] = now;
    if (count < policy.failures()) {
      return false;
    }
    if (!remembers(policy, now)) {
      refusals = 0;
    }
    count = 0;
    refusedUntil = now + policy.lasting().duration(refusals, chance).toMillis();
    refusals++;
    return true;
  }

  /** Returns until when the factor is refused; a time that has passed when it is not. */
  public long refusedUntil() {
    return refusedUntil;
  }

  /** Returns how many failures count at this time. */
  public int failures(FactorPolicy policy, long now) {
    rejuvenate(now);
    forgetBefore(now - policy.window().toMillis());
    return count;
  }

  private boolean remembers(FactorPolicy policy, long now) {
    return refusedUntil != Long.MIN_VALUE
        && now - refusedUntil <= policy.lasting().memory().toMillis();
  }

  private void rejuvenate(long now) {
    if (now < latest) {
      long back = latest - now;
      for (int i = 0; i < count; i++) {
        failures[i] = Math.min(failures[i], now);
      }
      if (refusedUntil != Long.MIN_VALUE) {
        refusedUntil -= back; // as long as it was to last, no longer
      }
    }
    latest = now;
  }

  private void forgetBefore(long time) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (failures[i] > time) {
        failures[kept++] = failures[i];
      }
    }
    count = kept;
  }
}

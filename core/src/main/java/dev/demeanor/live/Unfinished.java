package dev.demeanor.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work behind the request path that is not done yet: waits for it, within limits. Thread-safe. */
final class Unfinished {

  private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
  private static final long DRAIN_MILLIS = 5_000;

  private final Tending tending;
  private final SerialExecutor learning;
  private final SecurityEvents events;
  private final DriftFollowing drift;
  private final SampleKeeper samples;
  private final AuditTrail audit;

  Unfinished(
      Tending tending,
      SerialExecutor learning,
      SecurityEvents events,
      DriftFollowing drift,
      SampleKeeper samples,
      AuditTrail audit) {
    this.tending = tending;
    this.learning = learning;
    this.events = events;
    this.drift = drift;
    this.samples = samples;
    this.audit = audit;
  }

  /** Returns whether all is done; each kind of work is given this long. */
  boolean settle(long millis) {
    boolean tended = tending.now(millis);
    boolean learned = learning.awaitIdle(millis);
    boolean kept = samples.drain(millis) == 0;
    boolean followed = drift.settle(millis);
    int undone = audit.drain(millis) + events.drain(millis);
    return undone == 0 && learned && kept && followed && tended;
  }

  /** Does the last of it before a shutdown and logs what could not be done. */
  void finish(Housekeeping housekeeping) {
    if (!learning.awaitIdle(DRAIN_MILLIS)) {
      LOG.warn("learning did not finish within {} ms", DRAIN_MILLIS);
    }
    int unstored = events.drain(DRAIN_MILLIS);
    if (unstored > 0) {
      LOG.error("{} security events could not be stored before the shutdown", unstored);
    }
    boolean followed = drift.settle(DRAIN_MILLIS);
    if (!followed) {
      LOG.warn("drift was not looked for in all windows before the shutdown");
    }
    housekeeping.stop();
    int lost = samples.drain(DRAIN_MILLIS);
    if (lost > 0) {
      LOG.warn("{} samples could not be kept before the shutdown", lost);
    }
    int left = audit.close(DRAIN_MILLIS);
    if (left > 0) {
      LOG.error("{} audit records could not be written before the shutdown", left);
    }
  }
}

package dev.demeanor;

import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door for applications. Made by {@link #builder}, shared by all threads, closed once at
 * shutdown.
 *
 * <pre>{@code
 * try (BehaviorMonitor monitor = BehaviorMonitor.builder().build()) {
 *   BehaviorSession session = monitor.open(SessionOptions.of(subject, sessionId));
 *   int password = session.field("password", 0);
 *   session.key(password, 0, pressMicros, dwellMicros);   // ... one call for each key
 *   session.endField(password, 1, endMicros, EntryOutcome.COMPLETED);
 *   Decision decision = session.assess();
 * }
 * }</pre>
 *
 * Methods on the request path ({@link #access}, {@link #session}, {@link #open} and those of {@link
 * BehaviorSession}) never throw for what comes from outside and never wait longer than the
 * configured deadline. Methods for operators throw {@link dev.demeanor.spi.store.StoreException}
 * when what they were asked cannot be made durable. Thread-safe.
 */
public interface BehaviorMonitor extends AutoCloseable {

  /**
   * Returns a builder with embedded defaults: SHADOW, bounded stores in memory, built-in extractors
   * and detectors.
   */
  static BehaviorMonitorBuilder builder() {
    return new BehaviorMonitorBuilder();
  }

  /**
   * Opens a session, or returns the open one with this id, which keeps the options it was opened
   * with. An open session of another subject ends: its id was signed in anew. When the limit of
   * sessions is reached, idle ones are closed; if none is idle the answer is a session that
   * observes nothing and decides by the failure policy, health says so, and it is counted.
   */
  BehaviorSession open(SessionOptions options);

  /** Returns an open session. */
  Optional<BehaviorSession> session(SessionId id);

  /**
   * The block check: whether a block is active on the session, the account, the device or the
   * address. Meant to be the first thing on every route; looks only at memory.
   *
   * @param deviceId the host's name of the device, or null
   * @param address the client's network address as the host trusts it, or null
   */
  Access access(
      SubjectId subject, SessionId session, @Nullable String deviceId, @Nullable String address);

  /**
   * Blocks by an operator's decision; enforced in SHADOW, too. Returns when the block is durable
   * and in force.
   *
   * @param lasting how long, positive
   * @param actor who decides; not blank
   * @param reason why; not blank
   */
  Block block(BlockTarget target, Duration lasting, String actor, String reason);

  /**
   * Lifts a block. Where it kept out one session, the evidence against that session is forgiven,
   * too. Returns the block, or empty when there is none with this id (expired ones included).
   *
   * @param actor who decides; not blank
   * @param justification why; not blank
   */
  Optional<Block> unblock(String blockId, String actor, String justification);

  /**
   * Lets a block last longer, or shorter. Returns the block as it is then, or empty when there is
   * none with this id that holds.
   *
   * @param lasting how long from now on, positive
   * @param actor who decides; not blank
   * @param reason why; not blank
   */
  Optional<Block> extend(String blockId, Duration lasting, String actor, String reason);

  /** Returns the active blocks. */
  List<Block> blocks();

  /**
   * Whether a sign-in factor of an account may be tried; asked before it is. Looks only at memory.
   * In SHADOW always allowed.
   *
   * @param factor name of the factor as the host calls it, for instance {@code password}; 1 to 64
   *     characters, not blank
   */
  FactorAccess factor(SubjectId subject, String factor);

  /**
   * Says that a sign-in factor failed; returns whether it may be tried again. Counted exactly, for
   * each account and factor apart, whatever the case of the letters in its name and the blanks
   * around it: too many refuse this factor for a time, never the account, and are no evidence of
   * behaviour. Failures while it is refused do not count. Whether the account exists makes no
   * difference. What was counted is forgotten when the monitor ends.
   *
   * @param deviceId the host's name of the device, or null; for exemptions
   * @param address the client's network address as the host trusts it, or null; for exemptions
   */
  FactorAccess factorFailed(
      SubjectId subject, String factor, @Nullable String deviceId, @Nullable String address);

  /** Says that a sign-in factor succeeded: its failures are forgotten. */
  void factorSucceeded(SubjectId subject, String factor);

  /**
   * Returns security events, latest first.
   *
   * @param after where the page before ended, or null for the first page
   * @param limit how many at most, 1 to {@link SecurityEventStore#MAX_PAGE}
   * @see #subjectKey to ask for those of one subject
   */
  List<SecurityEvent> securityEvents(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit);

  /** Returns a security event. */
  Optional<SecurityEvent> securityEvent(String tenant, String id);

  /**
   * Judges a security event whose version the caller saw, without lifting the block it is about.
   *
   * @see #adjudicate(String, String, Adjudication, long, boolean)
   */
  default SaveResult adjudicate(
      String tenant, String id, Adjudication adjudication, long expectedVersion) {
    return adjudicate(tenant, id, adjudication, expectedVersion, false);
  }

  /**
   * Judges a security event whose version the caller saw, and carries out what follows; the record
   * {@code Adjudicated} names it.
   *
   * <ul>
   *   <li>GENUINE: when the session is open, evidence against it is forgiven and its quarantined
   *       windows are learned ({@code RELEASED}); its alarms no longer count against device and
   *       account ({@code ALARM_RETRACTED}); the automatic block that the event is about is lifted
   *       when asked ({@code UNBLOCKED}).
   *   <li>IMPOSTOR: when the session is open, nothing of it is learned any more ({@code
   *       MARKED_IMPOSTOR}).
   *   <li>INCONCLUSIVE, and a judgement that is not yet decided: nothing.
   * </ul>
   *
   * @param liftBlock whether GENUINE lifts the automatic block that the event is about
   * @return the new version, or a conflict: somebody else judged first (version 0: there is no such
   *     event), and nothing was changed
   */
  SaveResult adjudicate(
      String tenant, String id, Adjudication adjudication, long expectedVersion, boolean liftBlock);

  /** Returns the keyed hash by which records and security events know a subject. */
  String subjectKey(SubjectId subject);

  /**
   * Returns how far enrolment of a subject has come, one entry for each source and device class.
   */
  List<EnrolmentProgress> enrolment(SubjectId subject);

  /**
   * Erases everything kept about a subject, and returns how many templates that were; the same as
   * {@link Privacy#erase}.
   */
  default int erase(SubjectId subject, String reason) {
    return privacy().erase(subject, reason).templates();
  }

  /** Returns what a person may ask for: export, erasure, consent. */
  Privacy privacy();

  /** Returns the state of the monitor and of what it depends on. Never waits. */
  Health health();

  /**
   * Trains a version of models anew from the samples that are kept, measures, adds and nominates
   * it, in the caller's thread; what fails touches no decision, and is told by health and audit.
   * For the host's scheduler: call it at two in the morning.
   *
   * @throws IllegalStateException if the builder was not told {@code retraining}, too few people
   *     are in the samples, or another run is under way
   * @throws dev.demeanor.spi.store.StoreException if samples or models cannot be reached
   */
  default RetrainingReport retrain() {
    throw new IllegalStateException(
        "this monitor does not train models anew; pass retraining(plan, key) to its builder");
  }

  /** Returns by which version of models decisions are made; none unless there is a repository. */
  default ModelStatus models() {
    return ModelStatus.NONE;
  }

  /** Returns whether features are distributed as they were; nothing where drift is not sought. */
  default DriftStatus drift() {
    return DriftStatus.NONE;
  }

  /** Returns what was counted since the start. */
  Statistics statistics();

  /**
   * Waits until everything observed so far is learned and every record written: for tests, imports
   * and supervised enrolment, where the next step depends on it. Learning and writing go on beside
   * the request path and need no call.
   *
   * @param atMost how long, for each of the two
   * @return whether nothing is left
   */
  boolean settle(Duration atMost);

  /**
   * Refuses new sessions, waits a bounded time for what is under way, writes what is queued, and
   * closes the stores and sinks the monitor opened itself. Closing twice is harmless; sessions then
   * answer by the failure policy.
   */
  @Override
  void close();
}

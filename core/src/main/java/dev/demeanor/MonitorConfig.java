package dev.demeanor;

import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.trust.TrustConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor decides. Start from {@link #defaults} and change what differs. Immutable.
 *
 * @param trust how evidence becomes trust
 * @param enrolment which windows are learned
 * @param segments policy of each named segment; {@link SessionOptions#DEFAULT_SEGMENT} is always
 *     there
 * @param templatesUnavailable verdict, at least, when templates cannot be read in time
 * @param auditUnavailable verdict in place of a CHALLENGE or DENY whose record is not durable in
 *     time: what cannot be proved later takes effect only if this says so
 * @param deadline how long a decision may wait for stores and audit together
 * @param blockDuration how long a DENY blocks the session in ENFORCE
 * @param limits bounds of what is held in memory
 * @param enforcement by whom and why decisions are enforced, or null for SHADOW
 */
public record MonitorConfig(
    TrustConfig trust,
    EnrolmentPolicy enrolment,
    Map<String, SegmentPolicy> segments,
    Verdict templatesUnavailable,
    Verdict auditUnavailable,
    Duration deadline,
    Duration blockDuration,
    Limits limits,
    @Nullable Enforcement enforcement) {

  private static final MonitorConfig DEFAULTS =
      new MonitorConfig(
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults(),
          Map.of(),
          Verdict.ALLOW,
          Verdict.ALLOW,
          Duration.ofMillis(20),
          Duration.ofMinutes(15),
          Limits.defaults(),
          null);

  /**
   * Who turned enforcement on, and why. Visible in health and in the audit.
   *
   * @param actor name of the operator; not blank
   * @param reason why; not blank
   */
  public record Enforcement(String actor, String reason) {
    /** Checks that both say something. */
    public Enforcement {
      if (actor.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException(
            "enforcement needs an actor and a reason, neither may be blank");
      }
    }
  }

  /**
   * Bounds of what is held in memory.
   *
   * @param sessions open sessions
   * @param sessionIdle after this long without a call a session is closed; of single events this is
   *     known to a second of the client's time, and a check of access alone counts from when idle
   *     sessions are next looked for
   * @param cachedTemplates templates kept ready to score
   * @param blocks active blocks; more are refused, none is evicted
   * @param auditQueue routine records that may wait to be written
   */
  public record Limits(
      int sessions, Duration sessionIdle, int cachedTemplates, int blocks, int auditQueue) {

    private static final Limits DEFAULTS =
        new Limits(100_000, Duration.ofMinutes(30), 50_000, 1_000_000, 10_000);

    /** Checks that all are positive. */
    public Limits {
      positive("sessions", sessions);
      positive("cachedTemplates", cachedTemplates);
      positive("blocks", blocks);
      positive("auditQueue", auditQueue);
      MonitorConfig.positive("sessionIdle", sessionIdle);
    }

    /**
     * Returns the defaults: 100,000 sessions, 30 minutes, 50,000 templates, 1,000,000 blocks,
     * 10,000 records.
     */
    public static Limits defaults() {
      return DEFAULTS;
    }

    /** Returns a copy with another limit of sessions. */
    public Limits withSessions(int newSessions) {
      return new Limits(newSessions, sessionIdle, cachedTemplates, blocks, auditQueue);
    }

    private static void positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be >= 1, was " + value);
      }
    }
  }

  /** Checks the parts, copies the map and adds the default segment. */
  public MonitorConfig {
    Objects.requireNonNull(trust, "trust");
    Objects.requireNonNull(enrolment, "enrolment");
    Objects.requireNonNull(templatesUnavailable, "templatesUnavailable");
    Objects.requireNonNull(auditUnavailable, "auditUnavailable");
    Objects.requireNonNull(limits, "limits");
    positive("deadline", deadline);
    positive("blockDuration", blockDuration);
    Map<String, SegmentPolicy> all = new HashMap<>(segments);
    all.putIfAbsent(SessionOptions.DEFAULT_SEGMENT, SegmentPolicy.defaults());
    segments = Map.copyOf(all);
  }

  /** Returns the defaults: SHADOW, and the figures of each part's own defaults. */
  public static MonitorConfig defaults() {
    return DEFAULTS;
  }

  /** Returns whether decisions have consequences. */
  public Mode mode() {
    return enforcement == null ? Mode.SHADOW : Mode.ENFORCE;
  }

  /** Returns the policy of a segment, the default one where the name is not configured. */
  public SegmentPolicy segment(String name) {
    SegmentPolicy policy = segments.get(name);
    return policy != null
        ? policy
        : Objects.requireNonNull(segments.get(SessionOptions.DEFAULT_SEGMENT));
  }

  /** Returns a copy that enforces its decisions, on the word of an operator. */
  public MonitorConfig enforcedBy(String actor, String reason) {
    return new MonitorConfig(
        trust,
        enrolment,
        segments,
        templatesUnavailable,
        auditUnavailable,
        deadline,
        blockDuration,
        limits,
        new Enforcement(actor, reason));
  }

  /** Returns a copy with another way from evidence to trust. */
  public MonitorConfig withTrust(TrustConfig newTrust) {
    return new MonitorConfig(
        newTrust,
        enrolment,
        segments,
        templatesUnavailable,
        auditUnavailable,
        deadline,
        blockDuration,
        limits,
        enforcement);
  }

  /** Returns a copy with another enrolment. */
  public MonitorConfig withEnrolment(EnrolmentPolicy newEnrolment) {
    return new MonitorConfig(
        trust,
        newEnrolment,
        segments,
        templatesUnavailable,
        auditUnavailable,
        deadline,
        blockDuration,
        limits,
        enforcement);
  }

  /** Returns a copy with another policy for one segment. */
  public MonitorConfig withSegment(String name, SegmentPolicy policy) {
    Map<String, SegmentPolicy> all = new HashMap<>(segments);
    all.put(name, policy);
    return new MonitorConfig(
        trust,
        enrolment,
        all,
        templatesUnavailable,
        auditUnavailable,
        deadline,
        blockDuration,
        limits,
        enforcement);
  }

  /** Returns a copy with other verdicts for failing dependencies. */
  public MonitorConfig withFailurePolicy(
      Verdict newTemplatesUnavailable, Verdict newAuditUnavailable) {
    return new MonitorConfig(
        trust,
        enrolment,
        segments,
        newTemplatesUnavailable,
        newAuditUnavailable,
        deadline,
        blockDuration,
        limits,
        enforcement);
  }

  /** Returns a copy with another deadline. */
  public MonitorConfig withDeadline(Duration newDeadline) {
    return new MonitorConfig(
        trust,
        enrolment,
        segments,
        templatesUnavailable,
        auditUnavailable,
        newDeadline,
        blockDuration,
        limits,
        enforcement);
  }

  /** Returns a copy in which a DENY blocks for another time. */
  public MonitorConfig withBlockDuration(Duration newDuration) {
    return new MonitorConfig(
        trust,
        enrolment,
        segments,
        templatesUnavailable,
        auditUnavailable,
        deadline,
        newDuration,
        limits,
        enforcement);
  }

  /** Returns a copy with other bounds. */
  public MonitorConfig withLimits(Limits newLimits) {
    return new MonitorConfig(
        trust,
        enrolment,
        segments,
        templatesUnavailable,
        auditUnavailable,
        deadline,
        blockDuration,
        newLimits,
        enforcement);
  }

  /**
   * Returns the version of this policy: the beginning of a SHA-256 over everything that decides.
   * Recorded with every decision; equal for two configurations exactly when they decide alike.
   */
  public String policyVersion() {
    return hash(canonical());
  }

  /** Returns the same for decisions with a population, by its id. */
  public String policyVersion(String populationId) {
    return hash(canonical() + "\npopulation " + populationId);
  }

  private String canonical() {
    return String.join(
        "\n",
        trust.canonical(),
        enrolment.canonical(),
        new TreeMap<>(segments).toString(),
        templatesUnavailable.name(),
        auditUnavailable.name(),
        blockDuration.toString());
  }

  private static String hash(String canonical) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }
}

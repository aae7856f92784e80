package dev.demeanor;

import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.policy.BlockPolicy;
import dev.demeanor.policy.FactorPolicy;
import dev.demeanor.policy.FailurePolicy;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor decides. Start from {@link #defaults} and change what differs. Immutable.
 *
 * @param trust how evidence becomes trust
 * @param enrolment which windows are learned
 * @param segments policy of each named segment; {@link SessionOptions#DEFAULT_SEGMENT} is always
 *     there
 * @param failures what applies while something does not answer
 * @param deadline how long a decision may wait for stores and audit together
 * @param blocking what follows from alarms: blocks of session, device and account
 * @param factors when a sign-in factor is refused
 * @param limits bounds of what is held in memory
 * @param enforcement by whom and why decisions are enforced, or null for SHADOW
 */
public record MonitorConfig(
    TrustConfig trust,
    EnrolmentPolicy enrolment,
    Map<String, SegmentPolicy> segments,
    FailurePolicy failures,
    Duration deadline,
    BlockPolicy blocking,
    FactorPolicy factors,
    Limits limits,
    @Nullable Enforcement enforcement) {

  private static final MonitorConfig DEFAULTS =
      new MonitorConfig(
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults(),
          Map.of(),
          FailurePolicy.defaults(),
          Duration.ofMillis(20),
          BlockPolicy.defaults(),
          FactorPolicy.defaults(),
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
   * @param sessionIdle after this long without a call a session is closed when idle ones are next
   *     looked for: with every 1,024th that is opened, and whenever there is no room for another.
   *     Of single events the time is known to a second of the client's, and a check of access alone
   *     counts from when idle sessions are next looked for
   * @param cachedTemplates templates kept ready to score
   * @param blocks active blocks; more are refused, none is evicted
   * @param auditQueue routine records that may wait to be written
   * @param counted targets whose alarms, and factors whose failures, are counted, each; what
   *     nothing happened to for longest makes room
   */
  public record Limits(
      int sessions,
      Duration sessionIdle,
      int cachedTemplates,
      int blocks,
      int auditQueue,
      int counted) {

    private static final int COUNTED = 100_000;
    private static final Limits DEFAULTS =
        new Limits(100_000, Duration.ofMinutes(30), 50_000, 1_000_000, 10_000, COUNTED);

    /** Makes bounds with 100,000 counted targets and factors. */
    public Limits(
        int sessions, Duration sessionIdle, int cachedTemplates, int blocks, int auditQueue) {
      this(sessions, sessionIdle, cachedTemplates, blocks, auditQueue, COUNTED);
    }

    /** Checks that all are positive. */
    public Limits {
      positive("sessions", sessions);
      positive("cachedTemplates", cachedTemplates);
      positive("blocks", blocks);
      positive("auditQueue", auditQueue);
      positive("counted", counted);
      MonitorConfig.positive("sessionIdle", sessionIdle);
    }

    /**
     * Returns the defaults: 100,000 sessions, 30 minutes, 50,000 templates, 1,000,000 blocks,
     * 10,000 records, 100,000 counted.
     */
    public static Limits defaults() {
      return DEFAULTS;
    }

    /** Returns a copy with another limit of sessions. */
    public Limits withSessions(int newSessions) {
      return new Limits(newSessions, sessionIdle, cachedTemplates, blocks, auditQueue, counted);
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
    Objects.requireNonNull(failures, "failures");
    Objects.requireNonNull(blocking, "blocking");
    Objects.requireNonNull(factors, "factors");
    Objects.requireNonNull(limits, "limits");
    positive("deadline", deadline);
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
    return with(draft -> draft.enforcement = new Enforcement(actor, reason));
  }

  /** Returns a copy with another way from evidence to trust. */
  public MonitorConfig withTrust(TrustConfig newTrust) {
    return with(draft -> draft.trust = newTrust);
  }

  /** Returns a copy with another enrolment. */
  public MonitorConfig withEnrolment(EnrolmentPolicy newEnrolment) {
    return with(draft -> draft.enrolment = newEnrolment);
  }

  /** Returns a copy with another policy for one segment. */
  public MonitorConfig withSegment(String name, SegmentPolicy policy) {
    return with(
        draft -> {
          draft.segments = new HashMap<>(segments);
          draft.segments.put(name, policy);
        });
  }

  /** Returns a copy with another policy for what fails. */
  public MonitorConfig withFailures(FailurePolicy newFailures) {
    return with(draft -> draft.failures = newFailures);
  }

  /** Returns a copy with other verdicts for failing dependencies. */
  public MonitorConfig withFailurePolicy(Verdict templatesUnavailable, Verdict auditUnavailable) {
    return withFailures(new FailurePolicy(templatesUnavailable, auditUnavailable));
  }

  /** Returns a copy with another deadline. */
  public MonitorConfig withDeadline(Duration newDeadline) {
    return with(draft -> draft.deadline = newDeadline);
  }

  /** Returns a copy with another policy of blocks. */
  public MonitorConfig withBlocking(BlockPolicy newBlocking) {
    return with(draft -> draft.blocking = newBlocking);
  }

  /** Returns a copy in which the first block lasts another time. */
  public MonitorConfig withBlockDuration(Duration first) {
    return withBlocking(blocking.withDuration(first));
  }

  /** Returns a copy with another policy of sign-in factors. */
  public MonitorConfig withFactors(FactorPolicy newFactors) {
    return with(draft -> draft.factors = newFactors);
  }

  /** Returns a copy with other bounds. */
  public MonitorConfig withLimits(Limits newLimits) {
    return with(draft -> draft.limits = newLimits);
  }

  private MonitorConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.config();
  }

  /** A copy in the making. */
  private static final class Draft {
    TrustConfig trust;
    EnrolmentPolicy enrolment;
    Map<String, SegmentPolicy> segments;
    FailurePolicy failures;
    Duration deadline;
    BlockPolicy blocking;
    FactorPolicy factors;
    Limits limits;
    @Nullable Enforcement enforcement;

    Draft(MonitorConfig from) {
      trust = from.trust;
      enrolment = from.enrolment;
      segments = from.segments;
      failures = from.failures;
      deadline = from.deadline;
      blocking = from.blocking;
      factors = from.factors;
      limits = from.limits;
      enforcement = from.enforcement;
    }

    MonitorConfig config() {
      return new MonitorConfig(
          trust, enrolment, segments, failures, deadline, blocking, factors, limits, enforcement);
    }
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
        failures.canonical(),
        blocking.canonical());
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

package dev.demeanor.spring;

import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the monitor is told by configuration. What is null is not set, and the monitor's own default
 * holds. Immutable.
 *
 * @param enabled whether there is a monitor at all; without it nothing of Demeanor is in the
 *     application
 * @param tenant tenant of the subjects of this application
 * @param node name of this process in the audit chain; another for each process that writes to the
 *     same store
 * @param secret at least 32 random characters, the same after every restart: makes the hashes that
 *     stand for subjects and sessions, and the first key that encrypts templates. Required with
 *     ENFORCE and with a database
 * @param keys keys that encrypt templates, when they are to be other ones
 * @param enforcement who turned enforcement on, and why; without it the mode is SHADOW and nobody
 *     is affected
 * @param deadline how long a decision may wait for stores
 * @param enrolment when a subject is known well enough
 * @param segments policy of each segment, by name; {@code default} for sessions that name none
 * @param failure what to do when a dependency does not answer
 * @param recentDecisions how many of the latest decisions are kept for operators to look at
 */
@ConfigurationProperties("demeanor")
public record DemeanorProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("default") String tenant,
    @DefaultValue("main") String node,
    @Nullable String secret,
    @DefaultValue Keys keys,
    @DefaultValue Enforcement enforcement,
    @Nullable Duration deadline,
    @DefaultValue Enrolment enrolment,
    @DefaultValue Map<String, Segment> segments,
    @DefaultValue Failure failure,
    @DefaultValue("200") int recentDecisions) {

  /**
   * Keys that encrypt templates. To change the key, add a new one, name it as the current one, and
   * keep the earlier one: what is kept of a subject can be read without it once something of theirs
   * was saved.
   *
   * @param current name of the key that encrypts what is new
   * @param secrets the keys by name, each at least 32 random characters
   */
  public record Keys(@Nullable String current, @DefaultValue Map<String, String> secrets) {

    /** Shows names only. */
    @Override
    public String toString() {
      return "Keys[current=" + current + ", names=" + secrets.keySet() + "]";
    }
  }

  /**
   * An operator's override of SHADOW.
   *
   * @param actor name of the operator
   * @param reason why
   */
  public record Enforcement(@Nullable String actor, @Nullable String reason) {

    /** Returns whether anything was said. */
    public boolean isRequested() {
      return actor != null || reason != null;
    }
  }

  /**
   * When a subject is known well enough.
   *
   * @param minimum how many entries, blocks, actions or visits it takes before a source is
   *     compared; 30 or more, 100 when not set
   * @param target up to how many a vouched session is learned
   */
  public record Enrolment(@Nullable Integer minimum, @Nullable Integer target) {}

  /**
   * Policy of a segment.
   *
   * @param allow ALLOW from this trust on; 0.8 when not set
   * @param challenge CHALLENGE from this trust on, DENY below; 0.5 when not set
   * @param minConfidence below it the cold start decides
   * @param coldStart verdict while there is too little evidence
   */
  public record Segment(
      @Nullable Double allow,
      @Nullable Double challenge,
      @Nullable Double minConfidence,
      @Nullable Verdict coldStart) {}

  /**
   * Verdicts when a dependency does not answer in time.
   *
   * @param templatesUnavailable the verdict, at least, when templates cannot be read
   * @param auditUnavailable the verdict in place of one that cannot be recorded
   * @param blocksUnavailable the verdict, at least, while the block store does not answer
   * @param eventsUnavailable the verdict, at least, while the store of security events does not
   *     answer
   * @param samplesUnavailable the verdict, at least, while samples cannot be kept
   * @param modelsUnavailable the verdict, at least, while models cannot be read
   * @param routes verdicts of single routes: by path pattern such as {@code /transfers/**} or
   *     {@code /accounts/{id}}, then by what does not answer; what a route leaves out is as for all
   */
  public record Failure(
      @DefaultValue("ALLOW") Verdict templatesUnavailable,
      @DefaultValue("ALLOW") Verdict auditUnavailable,
      @DefaultValue("ALLOW") Verdict blocksUnavailable,
      @DefaultValue("ALLOW") Verdict eventsUnavailable,
      @DefaultValue("ALLOW") Verdict samplesUnavailable,
      @DefaultValue("ALLOW") Verdict modelsUnavailable,
      @DefaultValue Map<String, Map<Dependency, Verdict>> routes) {}

  /** Leaves secrets out. */
  @Override
  public String toString() {
    return "DemeanorProperties[enabled=" + enabled + ", node=" + node + "]";
  }
}

package dev.demeanor.spi.audit;

import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and is kept. Subjects and sessions appear only as keyed hashes.
 * Immutable.
 */
public sealed interface AuditRecord {

  /** Returns the id of the event; writing the same id twice is one event. */
  String id();

  /** Returns when it happened. */
  Instant at();

  /** Returns whether the record must be durable before what it tells takes effect; most must. */
  default boolean mustBeDurable() {
    return true;
  }

  /**
   * Returns the tenant it is about; null when it is about none, or was written before there was.
   */
  default @Nullable String tenant() {
    return null;
  }

  /**
   * A decision, with what it takes to make it again.
   *
   * @param decision the decision
   * @param subjectKey keyed hash of tenant and account
   * @param correlationId the host's id of the request, or null
   * @param segment segment whose policy applied
   * @param thresholds thresholds of that segment
   * @param policyVersion hash of the policy that applied
   * @param evidence the windows that were assessed
   * @param logOdds natural-log odds of genuine after this decision, before they are bounded: the
   *     lower, the graver the alarm
   * @param priorTrust trust state before this decision, in its stored form
   * @param route name of the route it was made for, as the host gives it, or null
   * @param tenant the tenant, or null in records of before
   * @param alarms the alarms that the consequence rests on, or null when the decision raised none
   * @param modelVersion version of the models that scored, all of them of this one; null when none
   *     was in use
   */
  record Decided(
      Decision decision,
      String subjectKey,
      @Nullable String correlationId,
      String segment,
      Thresholds thresholds,
      String policyVersion,
      List<Evidence> evidence,
      double logOdds,
      byte[] priorTrust,
      @Nullable String route,
      @Nullable String tenant,
      @Nullable AlarmCounts alarms,
      @Nullable String modelVersion)
      implements AuditRecord {

    /** Makes one of a decision without a version of models. */
    public Decided(
        Decision decision,
        String subjectKey,
        @Nullable String correlationId,
        String segment,
        Thresholds thresholds,
        String policyVersion,
        List<Evidence> evidence,
        double logOdds,
        byte[] priorTrust,
        @Nullable String route,
        @Nullable String tenant,
        @Nullable AlarmCounts alarms) {
      this(
          decision,
          subjectKey,
          correlationId,
          segment,
          thresholds,
          policyVersion,
          evidence,
          logOdds,
          priorTrust,
          route,
          tenant,
          alarms,
          null);
    }

    /** Makes one for no route in particular, without a tenant, that raised no alarm. */
    public Decided(
        Decision decision,
        String subjectKey,
        @Nullable String correlationId,
        String segment,
        Thresholds thresholds,
        String policyVersion,
        List<Evidence> evidence,
        double logOdds,
        byte[] priorTrust) {
      this(
          decision,
          subjectKey,
          correlationId,
          segment,
          thresholds,
          policyVersion,
          evidence,
          logOdds,
          priorTrust,
          null,
          null,
          null);
    }

    /** Copies list and array. */
    public Decided {
      Objects.requireNonNull(decision, "decision");
      Objects.requireNonNull(subjectKey, "subjectKey");
      evidence = List.copyOf(evidence);
      priorTrust = priorTrust.clone();
    }

    /**
     * Returns the id of the decision. That of one which was answered by failure policy since its
     * record was not durable in time ends in {@code -not-durable}: the record that was late may
     * stand beside it, and this is the one that was answered.
     */
    @Override
    public String id() {
      return decision.has(ReasonCode.NOT_DURABLE) ? decision.id() + "-not-durable" : decision.id();
    }

    @Override
    public Instant at() {
      return decision.at();
    }

    @Override
    public boolean mustBeDurable() {
      return decision.computedVerdict() != Verdict.ALLOW;
    }

    /** Returns the same record of another decision. */
    public Decided with(Decision other) {
      return with(other, alarms);
    }

    /** Returns the same record of another decision that raised an alarm. */
    public Decided with(Decision other, @Nullable AlarmCounts otherAlarms) {
      return new Decided(
          other,
          subjectKey,
          correlationId,
          segment,
          thresholds,
          policyVersion,
          evidence,
          logOdds,
          priorTrust,
          route,
          tenant,
          otherAlarms,
          modelVersion);
    }

    @Override
    public byte[] priorTrust() {
      return priorTrust.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Decided that
          && decision.equals(that.decision)
          && subjectKey.equals(that.subjectKey)
          && Objects.equals(correlationId, that.correlationId)
          && segment.equals(that.segment)
          && thresholds.equals(that.thresholds)
          && policyVersion.equals(that.policyVersion)
          && evidence.equals(that.evidence)
          && Double.compare(logOdds, that.logOdds) == 0
          && Arrays.equals(priorTrust, that.priorTrust)
          && Objects.equals(route, that.route)
          && Objects.equals(tenant, that.tenant)
          && Objects.equals(alarms, that.alarms)
          && Objects.equals(modelVersion, that.modelVersion);
    }

    @Override
    public int hashCode() {
      return id().hashCode();
    }
  }

  /**
   * Routine decisions of one session that were merged while they waited to be written: each was an
   * ALLOW with nothing new, like the decision before the first of them in everything but its time,
   * its number and its correlation id. That one is recorded by itself; with it and the times here,
   * each can be made again.
   *
   * @param sessionKey keyed hash of the session
   * @param subjectKey keyed hash of tenant and account
   * @param firstSequence number of the first
   * @param lastSequence number of the last
   * @param count how many there are, at least 1
   * @param from when the first was made
   * @param until when the last was made
   * @param lowestTrust the lowest trust among them
   * @param reasonBits their reasons
   * @param segment segment whose policy applied
   * @param policyVersion hash of the policy that applied
   * @param digest SHA-256 in hexadecimal over a line for each decision: its id, a space, and its
   *     correlation id or a hyphen
   * @param pauses for each but the first, how many milliseconds after the one before it was made;
   *     empty in records of before, which do not say when each was made
   */
  record Repeated(
      String sessionKey,
      String subjectKey,
      long firstSequence,
      long lastSequence,
      long count,
      Instant from,
      Instant until,
      double lowestTrust,
      int reasonBits,
      String segment,
      String policyVersion,
      String digest,
      List<Integer> pauses)
      implements AuditRecord {

    /** Makes one that does not say when each was made. */
    public Repeated(
        String sessionKey,
        String subjectKey,
        long firstSequence,
        long lastSequence,
        long count,
        Instant from,
        Instant until,
        double lowestTrust,
        int reasonBits,
        String segment,
        String policyVersion,
        String digest) {
      this(
          sessionKey,
          subjectKey,
          firstSequence,
          lastSequence,
          count,
          from,
          until,
          lowestTrust,
          reasonBits,
          segment,
          policyVersion,
          digest,
          List.of());
    }

    /** Copies the list. */
    public Repeated {
      pauses = List.copyOf(pauses);
    }

    @Override
    public String id() {
      return sessionKey + "-" + firstSequence + "-to-" + lastSequence;
    }

    @Override
    public Instant at() {
      return from;
    }

    @Override
    public boolean mustBeDurable() {
      return false;
    }
  }

  /**
   * A block was made, or would have been.
   *
   * @param block the block
   * @param targetKey keyed hash of its target
   * @param enforced false for a block born in SHADOW, which keeps nobody out
   */
  record Blocked(Block block, String targetKey, boolean enforced) implements AuditRecord {
    @Override
    public String id() {
      return "block-" + block.id();
    }

    @Override
    public Instant at() {
      return block.createdAt();
    }

    @Override
    public String tenant() {
      return block.target().tenant();
    }
  }

  /**
   * An operator let a block last longer.
   *
   * @param block the block as it is now
   * @param targetKey keyed hash of its target
   * @param until when it would have ended
   * @param actor who extended it
   * @param reason why
   * @param at when
   */
  record Extended(
      Block block, String targetKey, Instant until, String actor, String reason, Instant at)
      implements AuditRecord {
    @Override
    public String id() {
      return "extended-" + block.id() + "-" + block.expiresAt().toEpochMilli();
    }

    @Override
    public String tenant() {
      return block.target().tenant();
    }
  }

  /**
   * A block ended by itself.
   *
   * @param block the block
   * @param targetKey keyed hash of its target
   */
  record Expired(Block block, String targetKey) implements AuditRecord {
    @Override
    public String id() {
      return "expired-" + block.id();
    }

    @Override
    public Instant at() {
      return block.expiresAt();
    }

    @Override
    public String tenant() {
      return block.target().tenant();
    }
  }

  /**
   * A block was lifted by an operator.
   *
   * @param block the block
   * @param targetKey keyed hash of its target
   * @param actor who lifted it
   * @param justification why
   * @param at when
   */
  record Unblocked(Block block, String targetKey, String actor, String justification, Instant at)
      implements AuditRecord {
    @Override
    public String id() {
      return "unblock-" + block.id();
    }

    @Override
    public String tenant() {
      return block.target().tenant();
    }
  }

  /**
   * Somebody said who a session really was.
   *
   * @param id unique id of the event
   * @param at when
   * @param subjectKey keyed hash of the subject
   * @param sessionKey keyed hash of the session
   * @param outcome what was said, for instance {@code CHALLENGE_PASSED}
   * @param tenant the tenant, or null in records of before
   */
  record FeedbackGiven(
      String id,
      Instant at,
      String subjectKey,
      String sessionKey,
      String outcome,
      @Nullable String tenant)
      implements AuditRecord {

    /** Makes one without a tenant. */
    public FeedbackGiven(
        String id, Instant at, String subjectKey, String sessionKey, String outcome) {
      this(id, at, subjectKey, sessionKey, outcome, null);
    }
  }

  /**
   * Templates of a subject were erased.
   *
   * @param id unique id of the event
   * @param at when
   * @param subjectKey keyed hash of the subject
   * @param templates how many
   * @param reason why, for instance {@code REQUEST} or {@code EPOCH_CHANGED}
   * @param tenant the tenant, or null in records of before
   */
  record Erased(
      String id,
      Instant at,
      String subjectKey,
      int templates,
      String reason,
      @Nullable String tenant)
      implements AuditRecord {

    /** Makes one without a tenant. */
    public Erased(String id, Instant at, String subjectKey, int templates, String reason) {
      this(id, at, subjectKey, templates, reason, null);
    }
  }

  /**
   * Somebody judged a security event, or took it on.
   *
   * @param id unique id of the event
   * @param at when
   * @param tenant the tenant
   * @param event id of the security event
   * @param subjectKey keyed hash of the subject it is about
   * @param sessionKey keyed hash of the session, or null
   * @param status state of the judgement
   * @param finding what was found, or null while it is not decided
   * @param reviewer who judged, or null
   * @param version version of the event that the judgement made
   * @param effects what followed from it, in capitals; empty when nothing did
   */
  record Adjudicated(
      String id,
      Instant at,
      String tenant,
      String event,
      String subjectKey,
      @Nullable String sessionKey,
      Adjudication.Status status,
      Adjudication.@Nullable Decision finding,
      @Nullable String reviewer,
      long version,
      List<String> effects)
      implements AuditRecord {

    /** Copies the list. Spelled out since javac loses the annotation of a nested type otherwise. */
    public Adjudicated(
        String id,
        Instant at,
        String tenant,
        String event,
        String subjectKey,
        @Nullable String sessionKey,
        Adjudication.Status status,
        Adjudication.@Nullable Decision finding,
        @Nullable String reviewer,
        long version,
        List<String> effects) {
      this.id = id;
      this.at = at;
      this.tenant = tenant;
      this.event = event;
      this.subjectKey = subjectKey;
      this.sessionKey = sessionKey;
      this.status = status;
      this.finding = finding;
      this.reviewer = reviewer;
      this.version = version;
      this.effects = List.copyOf(effects);
    }
  }

  /**
   * A sign-in factor of an account is refused for a time, or would have been, since it failed too
   * often. The account stays open to other factors.
   *
   * @param id unique id of the event
   * @param at when
   * @param tenant the tenant
   * @param subjectKey keyed hash of the subject
   * @param factor name of the factor, for instance {@code password}
   * @param failures how many failures led to it
   * @param until until when
   * @param enforced false in SHADOW, where nothing is refused
   */
  record FactorRefused(
      String id,
      Instant at,
      String tenant,
      String subjectKey,
      String factor,
      int failures,
      Instant until,
      boolean enforced)
      implements AuditRecord {}

  /**
   * A subject gave consent to be observed, or withdrew it.
   *
   * @param id unique id of the event
   * @param at when
   * @param subjectKey keyed hash of the subject
   * @param given whether it was given; false when it was withdrawn
   */
  record ConsentChanged(String id, Instant at, String subjectKey, boolean given)
      implements AuditRecord {}

  /**
   * The mode in which a monitor started, and what it knew of other people.
   *
   * @param id unique id of the event
   * @param at when
   * @param mode the mode
   * @param actor who overrode SHADOW, or null when nobody did
   * @param reason why, or null
   * @param population id of the population in use, or null for one-class
   */
  record Started(
      String id,
      Instant at,
      Mode mode,
      @Nullable String actor,
      @Nullable String reason,
      @Nullable String population)
      implements AuditRecord {

    /** Makes one of a start without a population. */
    public Started(
        String id, Instant at, Mode mode, @Nullable String actor, @Nullable String reason) {
      this(id, at, mode, actor, reason, null);
    }
  }

  /**
   * The policy by which the decisions that follow are made: what it takes to make them again, or to
   * ask what another policy would have done.
   *
   * @param id unique id of the event
   * @param at when
   * @param version its hash, as it stands in decisions
   * @param modalities names of the modalities, in the order in which trust states hold them
   * @param policy the policy as JSON
   */
  record PolicyApplied(
      String id, Instant at, String version, List<String> modalities, String policy)
      implements AuditRecord {
    /** Copies the list. */
    public PolicyApplied {
      modalities = List.copyOf(modalities);
    }
  }

  /**
   * A node began to decide by a version of models. Who promoted it, or went back to it, stands in
   * the activation log of the models, too.
   *
   * @param id unique id of the event
   * @param at when the node switched
   * @param version the version that decides from here on
   * @param before the version that decided before, or null when there was none
   * @param action {@code PROMOTED}, {@code ROLLED_BACK}, or {@code STARTED} for a node that began
   *     with it
   * @param actor who did it
   * @param reason why
   * @param overridden gates that failed and were overridden, each with what it found
   */
  record ModelActivated(
      String id,
      Instant at,
      String version,
      @Nullable String before,
      String action,
      String actor,
      String reason,
      List<String> overridden)
      implements AuditRecord {
    /** Copies the list. */
    public ModelActivated {
      Objects.requireNonNull(version, "version");
      overridden = List.copyOf(overridden);
    }
  }

  /**
   * Features of a source are distributed otherwise than they were, or as they were again.
   *
   * @param id unique id of the event
   * @param at when it was found
   * @param subjectKey keyed hash of the subject, or null for everybody together
   * @param source modality and name of the source
   * @param feature the feature that differs most
   * @param from what it was taken for before: {@code STABLE}, {@code WARNING} or {@code DRIFTED}
   * @param to what it is taken for now
   * @param psi population stability index, at least 0
   * @param ks greatest distance of the two cumulative distributions, 0 to 1
   * @param pValue of that distance, adjusted for the number of features
   * @param reference how many values the reference has: means of some windows each
   * @param current how many were compared with it
   */
  record Drifted(
      String id,
      Instant at,
      @Nullable String subjectKey,
      String source,
      String feature,
      String from,
      String to,
      double psi,
      double ks,
      double pValue,
      long reference,
      long current)
      implements AuditRecord {
    @Override
    public boolean mustBeDurable() {
      return false;
    }
  }

  /**
   * An anchor: how far the chain of a node had come. Who keeps anchors elsewhere finds a chain that
   * was cut off or written anew; a signed one cannot be made by somebody who has not got the key.
   *
   * @param id unique id of the event
   * @param at when
   * @param node whose chain
   * @param upTo sequence of the last record it vouches for, 0 for none
   * @param head hash of that record, in hexadecimal
   * @param occasion why it was made, for instance {@code RESUMED}
   * @param keyId name of the key that signed it, or null when the chain is not signed
   * @param signature Ed25519 signature in Base64, or null
   */
  record Anchored(
      String id,
      Instant at,
      String node,
      long upTo,
      String head,
      String occasion,
      @Nullable String keyId,
      @Nullable String signature)
      implements AuditRecord {}

  /**
   * A record in the form in which it is stored, with its place in the chain of its node. Sinks that
   * store text store {@link #text} as it is: every byte is part of the chain.
   *
   * @param record what happened
   * @param node whose chain
   * @param sequence its number in that chain, from 1
   * @param hash its hash, in hexadecimal; the next record of the node names it
   * @param text one line, without its end
   */
  record Chained(AuditRecord record, String node, long sequence, String hash, String text)
      implements AuditRecord {
    @Override
    public String id() {
      return record.id();
    }

    @Override
    public Instant at() {
      return record.at();
    }

    @Override
    public @Nullable String tenant() {
      return record.tenant();
    }

    @Override
    public boolean mustBeDurable() {
      return record.mustBeDurable();
    }
  }
}

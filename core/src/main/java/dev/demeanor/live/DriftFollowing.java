package dev.demeanor.live;

import dev.demeanor.DriftStatus;
import dev.demeanor.Health;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.drift.DriftChange;
import dev.demeanor.drift.DriftLevel;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.drift.PopulationWatch;
import dev.demeanor.drift.Runs;
import dev.demeanor.event.Source;
import dev.demeanor.machine.Assessment;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Follows how features are distributed, off the request path, in the order in which windows were
 * assessed. What it finds is recorded and told; it has no effect on anybody. Thread-safe.
 */
final class DriftFollowing {

  private static final int WAITING = 10_000;
  private static final int MOST_EVERYBODY = 64;

  /** A source that was silent for so long makes room for another. */
  private static final Duration SILENT = Duration.ofDays(30);

  private final DriftPolicy policy;
  private final AuditTrail audit;
  private final List<FeatureExtractorProvider> extractors;
  private final SerialExecutor executor;

  /** Guarded by this; what was silent for longest comes first. */
  private final Map<TemplateKey, FollowedSource> followed = new LinkedHashMap<>(16, 0.75f, true);

  /** Guarded by this. */
  private final Map<String, PopulationWatch> everybody = new HashMap<>();

  private final LongAdder changes = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  DriftFollowing(
      DriftPolicy policy,
      AuditTrail audit,
      List<FeatureExtractorProvider> extractors,
      Executor executor) {
    this.policy = policy;
    this.audit = audit;
    this.extractors = extractors;
    this.executor = new SerialExecutor(executor, WAITING);
  }

  /** A window, in a copy of its own. */
  private record Seen(TemplateKey key, FeatureSchema schema, float[] window) {}

  /** Whose windows these are, and when they were assessed. */
  private record Of(String sessionKey, String subjectKey, boolean accepted, Instant at) {}

  /**
   * Notes the windows that were assessed; called under the session's lock.
   *
   * @return what to run when the lock is released, or null when there is nothing to follow
   */
  @Nullable Runnable note(LiveSession session, Assessment assessment, Decision decision) {
    if (!policy.isOn()
        || assessment.windows() == 0
        || session.impostor
        || decision.has(ReasonCode.CHALLENGE_FAILED)) {
      return null;
    }
    List<Seen> seen = new ArrayList<>(assessment.windows());
    for (int i = 0; i < assessment.windows(); i++) {
      seen.add(
          new Seen(
              session.templates.key(assessment.sourceIndex(i)),
              assessment.vector(i).schema(),
              Runs.values(assessment.vector(i))));
    }
    boolean accepted = decision.computedVerdict() == Verdict.ALLOW;
    Of of = new Of(session.sessionKey, session.subjectKey, accepted, decision.at());
    return () -> {
      if (!executor.submit(() -> seen.forEach(each -> follow(each, of)))) {
        dropped.add(seen.size());
      }
    };
  }

  private void follow(Seen seen, Of of) {
    List<AuditRecord.Drifted> records = new ArrayList<>();
    synchronized (this) {
      FollowedSource source = source(seen, of.at.toEpochMilli());
      float[] run = source == null ? null : source.add(seen.schema, seen.window, of.accepted);
      if (source == null || run == null) {
        return;
      }
      String name = name(seen.key.source());
      everybody(seen, source, run, of)
          .ifPresent(change -> records.add(record(change, null, name, of.at)));
      source
          .judge(run)
          .ifPresent(change -> records.add(record(change, of.subjectKey, name, of.at)));
    }
    for (AuditRecord.Drifted record : records) {
      changes.increment();
      audit.enqueue(record);
      audit.tell(record);
    }
  }

  private @Nullable FollowedSource source(Seen seen, long nowMillis) {
    FollowedSource known = followed.get(seen.key);
    if (known == null && !hasRoom(nowMillis)) {
      dropped.increment();
      return null;
    }
    FollowedSource source =
        known == null ? new FollowedSource(seen.schema, policy, runs(seen.key.source())) : known;
    source.seenMillis = nowMillis;
    if (known == null) {
      followed.put(seen.key, source);
    }
    return source;
  }

  private boolean runs(Source source) {
    return extractors.stream()
        .filter(provider -> provider.supports(source))
        .findFirst()
        .map(FeatureExtractorProvider::isRunning)
        .orElse(false);
  }

  private boolean hasRoom(long nowMillis) {
    if (followed.size() < policy.subjects()) {
      return true;
    }
    Map.Entry<TemplateKey, FollowedSource> eldest = followed.entrySet().iterator().next();
    boolean silent = nowMillis - eldest.getValue().seenMillis >= SILENT.toMillis();
    if (silent) {
      followed.remove(eldest.getKey());
    }
    return silent;
  }

  private Optional<DriftChange> everybody(Seen seen, FollowedSource source, float[] run, Of of) {
    float[] shares = source.shares(run, of.sessionKey);
    String key = name(seen.key.source()) + " of " + seen.schema.size();
    if (shares == null || everybody.size() >= MOST_EVERYBODY && !everybody.containsKey(key)) {
      return Optional.empty();
    }
    return everybody
        .computeIfAbsent(key, any -> new PopulationWatch(FollowedSource.names(seen.schema), policy))
        .add(of.subjectKey, shares);
  }

  private static AuditRecord.Drifted record(
      DriftChange change, @Nullable String subjectKey, String source, Instant at) {
    return new AuditRecord.Drifted(
        "drift-" + UUID.randomUUID(),
        at,
        subjectKey,
        source,
        change.most().feature(),
        change.from().name(),
        change.to().name(),
        change.most().psi(),
        change.most().ks(),
        change.most().pValue(),
        change.most().reference(),
        change.most().current());
  }

  private static String name(Source source) {
    return source.modality().name() + "/" + source.name();
  }

  /** Forgets a subject, now and after what is under way; returns 0: nothing is stored. */
  int forget(SubjectId subject, String subjectKey) {
    forgetNow(subject, subjectKey);
    boolean unused = executor.submit(() -> forgetNow(subject, subjectKey));
    return 0;
  }

  private synchronized void forgetNow(SubjectId subject, String subjectKey) {
    followed.keySet().removeIf(key -> key.subject().equals(subject));
    everybody.values().forEach(watch -> watch.forget(subjectKey));
  }

  synchronized DriftStatus status() {
    int warned = 0;
    int drifted = 0;
    for (FollowedSource source : followed.values()) {
      warned += source.level() == DriftLevel.WARNING ? 1 : 0;
      drifted += source.level() == DriftLevel.DRIFTED ? 1 : 0;
    }
    Map<String, DriftLevel> levels = new HashMap<>();
    everybody.forEach(
        (key, watch) -> {
          if (watch.hasReference()) {
            levels.put(key, watch.level());
          }
        });
    return new DriftStatus(followed.size(), warned, drifted, levels, changes.sum(), dropped.sum());
  }

  boolean isOn() {
    return policy.isOn();
  }

  /** Never DOWN: decisions go on as before. */
  Health.State health() {
    DriftStatus status = status();
    return status.hasEverybodyDrifted()
        ? new Health.State(
            Health.Status.DEGRADED,
            "features of everybody have drifted: look at clocks, collectors and devices")
        : new Health.State(
            Health.Status.UP,
            status.followed() + " sources followed, " + status.drifted() + " drifted");
  }

  /** Waits until all is looked at; returns whether it is. */
  boolean settle(long millis) {
    return executor.awaitIdle(millis);
  }
}

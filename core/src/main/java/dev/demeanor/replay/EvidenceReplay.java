package dev.demeanor.replay;

import dev.demeanor.decision.Evidence;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.machine.WindowComparison;
import dev.demeanor.sample.KeptSample;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replay at level 2: the evidence of each recorded decision is computed again from the features
 * that were kept, with the template as it stood then, and compared bit for bit; the rest of the
 * decision as at level 1. Give it the records in the order in which they stand in the audit. Reads
 * the sample store in pages, for some hundred decisions at a time. Not thread-safe.
 */
public final class EvidenceReplay {

  private static final int AT_ONCE = 512;
  private static final int LISTED = 20;
  private static final String BY_EPOCH = "EPOCH_CHANGED";

  private final SampleStore samples;
  private final TemplateHistories templates;
  private final @Nullable String population;
  private final Replay levelOne = new Replay();
  private final WindowComparison comparison = new WindowComparison();
  private final List<AuditRecord.Decided> waiting = new ArrayList<>();

  /** When decisions were made that cannot be made again, by subject. */
  private final Map<String, List<Instant>> notKept = new HashMap<>();

  /** When subjects were erased last, as far as records were read: nodes are read one by one. */
  private final Map<String, Instant> erasures = new HashMap<>();

  private final List<ReplayReport.Difference> differences = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private long decisions;
  private long windows;
  private long equal;
  private long unknownPolicy;

  /** A window and under which key it was kept. */
  private record Found(Sample sample, KeptWindow window) {}

  /**
   * Makes a replay.
   *
   * @param samples what was kept
   * @param recipes the detectors of that time, with their population
   * @param population id of that population, or null for one-class
   */
  public EvidenceReplay(SampleStore samples, List<Recipe> recipes, @Nullable String population) {
    this.samples = samples;
    this.templates = new TemplateHistories(samples, recipes);
    this.population = population;
  }

  /**
   * Takes a record.
   *
   * @throws CorruptStateException if what was kept is damaged or of another key
   * @throws dev.demeanor.spi.store.StoreException if the store fails
   */
  public void accept(AuditRecord record) {
    if (record instanceof AuditRecord.Chained chained) {
      accept(chained.record());
    } else if (record instanceof AuditRecord.Decided || record instanceof AuditRecord.Repeated) {
      waiting.addAll(levelOne.decisions(record));
      if (waiting.size() >= AT_ONCE) {
        decideAgain();
      }
    } else {
      decideAgain(); // what comes may change what applies
      levelOne.accept(record);
      if (record instanceof AuditRecord.Erased gone && !gone.reason().equals(BY_EPOCH)) {
        erasures.merge(gone.subjectKey(), gone.at(), (a, b) -> a.isAfter(b) ? a : b);
      } else if (record instanceof AuditRecord.Started started) {
        notePopulation(started);
      }
    }
  }

  private void notePopulation(AuditRecord.Started started) {
    if (!Objects.equals(started.population(), population)) {
      notes.add(
          "decided with "
              + describe(started.population())
              + ", replayed with "
              + describe(population)
              + ": evidence will differ; pass the population of that time");
    }
  }

  private static String describe(@Nullable String id) {
    return id == null ? "no population" : "population " + id;
  }

  private void decideAgain() {
    if (waiting.isEmpty()) {
      return;
    }
    Map<String, Found> found = find();
    for (AuditRecord.Decided decided : waiting) {
      decideAgain(decided, found);
    }
    waiting.clear();
  }

  private Map<String, Found> find() {
    Set<String> wanted = new HashSet<>();
    Instant from = Instant.MAX;
    Instant until = Instant.MIN;
    for (AuditRecord.Decided decided : waiting) {
      for (int i = 0; i < decided.evidence().size(); i++) {
        wanted.add(KeptWindow.id(decided.decision().id(), i));
        from = decided.at().isBefore(from) ? decided.at() : from;
        until = decided.at().isAfter(until) ? decided.at() : until;
      }
    }
    Map<String, Found> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    for (Sample sample : new SamplePages(samples).scan(from, until.plusMillis(1))) {
      if (wanted.contains(sample.id()) && KeptSample.of(sample) instanceof KeptWindow window) {
        found.put(sample.id(), new Found(sample, window));
      }
    }
    return found;
  }

  private void decideAgain(AuditRecord.Decided decided, Map<String, Found> found) {
    decisions++;
    windows += decided.evidence().size();
    boolean decidedAlike = levelOne.decideAgain(decided);
    Redecision policy = levelOne.policy(decided.policyVersion());
    if (policy == null) {
      unknownPolicy++;
      return;
    }
    if (decided.modelVersion() != null && !decided.evidence().isEmpty()) {
      notes.add(
          "decisions by versions of models are not made again at level 2, and count as not kept");
      notKept.computeIfAbsent(decided.subjectKey(), key -> new ArrayList<>()).add(decided.at());
      return;
    }
    String difference = decidedAlike ? null : "differs at level 1";
    for (int i = 0; i < decided.evidence().size() && difference == null; i++) {
      Evidence was = decided.evidence().get(i);
      Found kept = found.get(KeptWindow.id(decided.decision().id(), i));
      TemplateHistory.Answer template =
          kept == null
              ? TemplateHistory.Answer.NOT_KEPT
              : templates.find(kept.sample().key(), was.templateVersion());
      if (kept == null || !template.isKept()) {
        notKept.computeIfAbsent(decided.subjectKey(), key -> new ArrayList<>()).add(decided.at());
        return;
      }
      difference = difference(was, again(was, kept.window(), template.template(), policy));
    }
    if (difference == null) {
      equal++;
    } else if (differences.size() < LISTED) {
      differences.add(new ReplayReport.Difference(decided.id(), difference));
    }
  }

  private Evidence again(
      Evidence was, KeptWindow window, @Nullable EnrolledTemplate template, Redecision policy) {
    EnrolmentPolicy enrolment = policy.config().enrolment();
    return comparison.again(was.source(), window.features(), template, enrolment, window.prior());
  }

  private static @Nullable String difference(Evidence was, Evidence now) {
    return was.equals(now)
        ? null
        : "evidence of " + was.source().name() + " was " + was + ", is " + now;
  }

  /** Returns what came out so far. */
  public EvidenceReport report() {
    decideAgain();
    long lost = notKept.values().stream().mapToLong(List::size).sum();
    long gone = erased();
    return new EvidenceReport(
        decisions,
        windows,
        equal,
        gone,
        lost - gone,
        unknownPolicy,
        differences,
        List.copyOf(notes));
  }

  /** Returns how many of the decisions that cannot be made again were before an erasure. */
  private long erased() {
    long count = 0;
    for (Map.Entry<String, List<Instant>> subject : notKept.entrySet()) {
      Instant last = erasures.get(subject.getKey());
      if (last != null) {
        count += subject.getValue().stream().filter(at -> !at.isAfter(last)).count();
      }
    }
    return count;
  }

  /** Returns what came out at level 1 of the same records. */
  public ReplayReport levelOne() {
    decideAgain();
    return levelOne.report();
  }
}

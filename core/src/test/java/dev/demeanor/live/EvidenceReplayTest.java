package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.decision.Verdict;
import dev.demeanor.keyring.EncryptedSampleStore;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.replay.EvidenceReplay;
import dev.demeanor.replay.EvidenceReport;
import dev.demeanor.sample.KeptLesson;
import dev.demeanor.sample.KeptSample;
import dev.demeanor.sample.KeptTemplate;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Evidence of a live monitor that adapts, computed again from what it kept. Simulated people. */
class EvidenceReplayTest {

  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

  private final World world = new World();
  private final SampleStore samples = store();
  private final List<AuditRecord> records = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(11);

  private static SampleStore store() {
    return new InMemorySampleStoreProvider()
        .open(ProviderOptions.none().with("capacity", "1000000"));
  }

  private BehaviorMonitor monitor() {
    return world.direct().samples(samples).audit(new Recording(records)).build();
  }

  /** Enrols Alice and lets her, and now and then somebody else, make this many decisions. */
  private void live(BehaviorMonitor monitor, int decisions, Duration between) {
    world.enrol(monitor);
    int made = 0;
    for (int number = 0; made < decisions; number++) {
      boolean other = random.nextInt(5) == 0;
      World.Typist typist = new World.Typist(other ? 100 + number : 1, number);
      try (BehaviorSession session = monitor.open(options(ALICE, "session-" + number))) {
        for (int i = 2 + random.nextInt(20); i > 0; i--, made++) {
          world.clock.advance(between);
          if (random.nextInt(20) == 0) {
            session.feedback(Feedback.values()[random.nextInt(2)]);
          }
          for (int windows = random.nextInt(3); windows > 0; windows--) {
            typist.type(session);
          }
          session.assess();
        }
      }
    }
  }

  private EvidenceReport replay(SampleStore kept) {
    EvidenceReplay replay = world.direct().evidenceReplay(kept);
    records.forEach(record -> replay.accept(AuditJson.read(AuditJson.write(record))));
    return replay.report();
  }

  private List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    List<Sample> page = samples.scan(Instant.EPOCH, FAR, null, SampleStore.MAX_PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      Sample last = page.get(page.size() - 1);
      page = samples.scan(Instant.EPOCH, FAR, last.position(), SampleStore.MAX_PAGE);
    }
    return all;
  }

  /** Returns a store with only some of the samples. */
  private SampleStore without(Predicate<Sample> gone) {
    SampleStore fewer = store();
    all().stream().filter(gone.negate()).forEach(sample -> fewer.append(List.of(sample)));
    return fewer;
  }

  private static Predicate<Sample> holds(Class<? extends KeptSample> kind) {
    return sample -> kind.isInstance(KeptSample.of(sample));
  }

  @Test
  void everyDecision_isMadeAgainBitForBitWhileTemplatesAdapt() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 2_000, Duration.ofMinutes(2));
      assertThat(monitor.statistics().adaptation().adapted()).as("adapts").isGreaterThan(300);
    }
    EvidenceReport report = replay(samples);
    assertThat(report.differences()).isEmpty();
    assertThat(report.isEqual()).isTrue();
    assertThat(report.windows()).isGreaterThan(1_500);
    assertThat(records.stream().filter(AuditRecord.Decided.class::isInstance))
        .extracting(record -> ((AuditRecord.Decided) record).decision().computedVerdict())
        .as("not trivial")
        .contains(Verdict.ALLOW, Verdict.DENY);
  }

  @Test
  void templates_areMadeAgainFromWhereTheyWereKept() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 600, Duration.ofMinutes(30));
    }
    List<Sample> all = all();
    assertThat(all.stream().filter(holds(KeptTemplate.class))).hasSizeGreaterThan(8);
    samples.expire(world.clock.instant().plus(Duration.ofDays(8)));
    EvidenceReport report = replay(samples);
    assertThat(report.different()).isZero();
    assertThat(report.equal()).isBetween(100L, report.decisions() - 1);
    assertThat(report.notKept()).isEqualTo(report.decisions() - report.equal());
    assertThat(replay(without(holds(KeptTemplate.class))).equal()).isLessThan(report.equal());
  }

  @Test
  void templates_areMadeAgainWhenEarlierVersionsAreAskedForAfterwards() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 600, Duration.ofMinutes(30));
    }
    List<AuditRecord> decided = new ArrayList<>(records);
    decided.removeIf(record -> !(record instanceof AuditRecord.Decided));
    records.removeAll(decided);
    Collections.reverse(decided);
    records.addAll(decided);
    EvidenceReport report = replay(samples);
    assertThat(report.differences()).isEmpty();
    assertThat(report.isEqual()).isTrue();
  }

  @Test
  void samplesOfATemplate_areReadOnce() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 600, Duration.ofMinutes(30));
    }
    ReadSamples read = new ReadSamples(samples);
    assertThat(replay(read).isEqual()).isTrue();
    assertThat(read.ids).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
  }

  @Test
  void windows_sayWhetherTheyWereTakenForGenuine() {
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
      try (BehaviorSession session = monitor.open(options(ALICE, "other"))) {
        World.impostor(session);
      }
    }
    List<KeptWindow> windows =
        all().stream()
            .map(KeptSample::of)
            .filter(KeptWindow.class::isInstance)
            .map(KeptWindow.class::cast)
            .toList();
    assertThat(windows).filteredOn(KeptWindow::genuine).hasSizeGreaterThanOrEqualTo(60);
    assertThat(windows).filteredOn(window -> !window.genuine()).isNotEmpty();
  }

  @Test
  void aFeatureThatWasChanged_isNoticed() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 100, Duration.ofMinutes(2));
    }
    Sample changed =
        all().stream().filter(holds(KeptWindow.class)).skip(120).findFirst().orElseThrow();
    KeptWindow window = (KeptWindow) KeptSample.of(changed);
    window.features().set(3, window.features().value(3) + 1e-9);
    SampleStore other = without(sample -> sample.id().equals(changed.id()));
    other.append(List.of(window.toSample(changed.key(), changed.at(), changed.provenance())));
    EvidenceReport report = replay(other);
    assertThat(report.different()).isEqualTo(1);
    assertThat(report.differences().get(0).id()).isEqualTo(window.decision());
  }

  @Test
  void aLessonThatIsMissing_isNotGuessed() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 100, Duration.ofMinutes(2));
    }
    Sample lesson = all().stream().filter(holds(KeptLesson.class)).skip(70).findFirst().get();
    EvidenceReport report = replay(without(sample -> sample.id().equals(lesson.id())));
    assertThat(report.different()).isZero();
    assertThat(report.notKept()).isPositive();
  }

  @Test
  void erasure_isTheAnswerForDecisionsBefore() {
    try (BehaviorMonitor monitor = monitor()) {
      live(monitor, 60, Duration.ofMinutes(2));
      assertThat(monitor.privacy().erase(ALICE, "REQUEST").samples()).isPositive();
      assertThat(all()).isEmpty();
      live(monitor, 60, Duration.ofMinutes(2));
    }
    EvidenceReport report = replay(samples);
    assertThat(report.erased()).isGreaterThanOrEqualTo(60);
    assertThat(report.notKept()).isZero();
    assertThat(report.erased() + report.equal()).isEqualTo(report.decisions());
    assertThat(report.equal()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void encryptedSamples_areReplayedWithTheKeyOnly() {
    KeyRing ring = KeyRing.of("k1", new byte[32]);
    EncryptedTemplateStore templates =
        new EncryptedTemplateStore(world.templates, ring, world.clock);
    SampleStore encrypted = new EncryptedSampleStore(samples, templates);
    try (BehaviorMonitor monitor =
        world
            .direct()
            .templates(templates)
            .samples(encrypted)
            .audit(new Recording(records))
            .build()) {
      live(monitor, 100, Duration.ofMinutes(2));
      assertThat(replay(encrypted).isEqual()).isTrue();
      assertThatThrownBy(() -> replay(samples)).isInstanceOf(CorruptStateException.class);
      List<Sample> copy = all();
      monitor.erase(ALICE, "REQUEST");
      copy.forEach(sample -> samples.append(List.of(sample)));
    }
    EvidenceReport report = replay(encrypted);
    assertThat(report.equal()).as("decisions without a window").isLessThan(40);
    assertThat(report.erased()).isEqualTo(report.decisions() - report.equal()).isPositive();
  }

  @Test
  void retention_isCarriedOutByTheClock() {
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
      assertThat(all()).isNotEmpty();
      world.clock.advance(Duration.ofDays(13));
      monitor.open(options(ALICE, "thirteen"));
      assertThat(all()).isNotEmpty();
      world.clock.advance(Duration.ofDays(2));
      monitor.open(options(ALICE, "fifteen"));
      assertThat(all()).isEmpty();
    }
  }

  @Test
  void provenance_standsWithTheSamples() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession session =
            monitor.open(options(ALICE, "dev").withProvenance(Provenance.DEV))) {
      new World.Typist(1, 7).type(session);
      session.assess();
    }
    assertThat(all()).hasSize(1);
    assertThat(all().get(0).provenance()).isEqualTo(Provenance.DEV);
    assertThat(((KeptWindow) KeptSample.of(all().get(0))).genuine()).isFalse();
  }

  /** Remembers what was read of templates. */
  private static final class ReadSamples implements SampleStore {
    private final SampleStore kept;
    private final List<String> ids = new ArrayList<>();

    ReadSamples(SampleStore kept) {
      this.kept = kept;
    }

    @Override
    public void append(List<Sample> more) {
      kept.append(more);
    }

    @Override
    public List<Sample> read(
        TemplateKey key, Instant from, Instant until, Sample.@Nullable Position after, int limit) {
      List<Sample> page = kept.read(key, from, until, after, limit);
      page.forEach(sample -> ids.add(sample.id()));
      return page;
    }

    @Override
    public List<TemplateKey> keys(SubjectId subject) {
      return kept.keys(subject);
    }

    @Override
    public List<Sample> scan(
        Instant from, Instant until, Sample.@Nullable Position after, int limit) {
      return kept.scan(from, until, after, limit);
    }

    @Override
    public int erase(SubjectId subject) {
      return kept.erase(subject);
    }

    @Override
    public int expire(Instant now) {
      return kept.expire(now);
    }

    @Override
    public void close() {
      kept.close();
    }
  }

  private record Recording(List<AuditRecord> records) implements AuditSink {
    @Override
    public void append(List<AuditRecord> appended) {
      records.addAll(appended);
    }

    @Override
    public void close() {}
  }
}

package dev.demeanor.live;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.InMemoryAuditSink;
import dev.demeanor.decision.Decision;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.InMemoryBlockStoreProvider;
import dev.demeanor.store.InMemoryTemplateStoreProvider;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock, stores and a sink that fail on demand, and simulated typists. */
final class World {

  static final SubjectId ALICE = SubjectId.of("alice@example.org");
  static final SubjectId BOB = SubjectId.of("bob@example.org");
  static final int KEYS = 8;
  static final int MINIMUM = 40;

  final Ticking clock = new Ticking();
  final Store templates = new Store();
  final Blocks blocks = new Blocks();
  final Sink audit = new Sink();
  MonitorConfig config = config(MonitorConfig.defaults());

  static MonitorConfig config(MonitorConfig base) {
    return base.withEnrolment(base.enrolment().withMinimum(MINIMUM).withTarget(60))
        .withDeadline(Duration.ofSeconds(10));
  }

  static MonitorConfig adapting(MonitorConfig base, AdaptationMode mode) {
    EnrolmentPolicy enrolment = base.enrolment();
    return base.withEnrolment(enrolment.withAdaptation(enrolment.adaptation().withMode(mode)));
  }

  /** A monitor in which everything happens in the caller's thread. */
  BehaviorMonitorBuilder direct() {
    return threaded().executor(Runnable::run).scheduler(Trails.never());
  }

  BehaviorMonitorBuilder threaded() {
    return BehaviorMonitor.builder()
        .config(config)
        .templates(templates)
        .blocks(blocks)
        .audit(audit)
        .clock(clock)
        .pseudonymKey(new byte[32]);
  }

  static SessionOptions options(SubjectId subject, String session) {
    return SessionOptions.of(subject, new SessionId(session));
  }

  /** A monitor that knows Alice and enforces its decisions. */
  BehaviorMonitor enforcing() {
    BehaviorMonitor monitor = direct().build();
    enrol(monitor);
    monitor.close();
    config = config.enforcedBy("jane", "pilot");
    return direct().build();
  }

  /** Enrols Alice by a vouched session. */
  void enrol(BehaviorMonitor monitor) {
    try (BehaviorSession session = monitor.open(options(ALICE, "enrol").asVouched())) {
      Typist alice = new Typist(1, 7);
      for (int i = 0; i < 60; i++) {
        alice.type(session);
        session.assess();
      }
    }
  }

  /** Types as Alice does, with an assessment after each entry. */
  static void aliceTypes(BehaviorSession session, int entries) {
    Typist alice = new Typist(1, 11);
    for (int i = 0; i < entries; i++) {
      alice.type(session);
      session.assess();
    }
  }

  /** Makes a session of Alice's in which somebody else types until it would be denied. */
  static Decision impostor(BehaviorSession session) {
    Typist other = new Typist(99, 3);
    Decision decision = null;
    for (int i = 0; i < 8; i++) {
      other.type(session);
      decision = session.assess();
    }
    return decision;
  }

  List<AuditRecord> records() {
    return audit.kept.records();
  }

  <T extends AuditRecord> List<T> records(Class<T> type) {
    return records().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Somebody with a rhythm of their own. Simulated. */
  static final class Typist {
    private final long[] dwell = new long[KEYS];
    private final long[] step = new long[KEYS];
    private final SplittableRandom random;
    private long time = 1_000_000;

    Typist(long rhythm, long seed) {
      SplittableRandom own = new SplittableRandom(rhythm);
      for (int i = 0; i < KEYS; i++) {
        dwell[i] = 60_000 + own.nextInt(90_000);
        step[i] = 120_000 + own.nextInt(250_000);
      }
      random = new SplittableRandom(seed);
    }

    void skip(long micros) {
      time += micros;
    }

    /** Dwells and times between keys become this much longer. */
    void slowBy(long micros) {
      for (int i = 0; i < KEYS; i++) {
        dwell[i] += micros;
        step[i] += micros;
      }
    }

    void type(BehaviorSession session) {
      type(session, session.field("password", 0));
    }

    void type(BehaviorSession session, int field) {
      for (int i = 0; i < KEYS; i++) {
        session.key(field, i, time, dwell[i] + random.nextInt(12_000));
        time += step[i] + random.nextInt(25_000);
      }
      session.endField(field, KEYS, time, EntryOutcome.COMPLETED);
      time += 1_000_000;
    }
  }

  static final class Ticking extends Clock {
    private final AtomicLong reads = new AtomicLong();
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    /** Returns how often somebody asked for the time. */
    long reads() {
      return reads.get();
    }

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      reads.incrementAndGet();
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Fails, or waits for a latch, when told to. */
  static class Faults {
    volatile boolean down;
    volatile CountDownLatch hold = new CountDownLatch(0);
    volatile boolean closed;

    void call() {
      try {
        if (!hold.await(240, TimeUnit.SECONDS)) {
          throw new StoreException("test forgot to let go", null);
        }
      } catch (InterruptedException e) {
        throw new StoreException("interrupted", e);
      }
      if (down) {
        throw new StoreException("down", null);
      }
    }
  }

  static final class Sink extends Faults implements AuditSink {
    final InMemoryAuditSink kept = new InMemoryAuditSink(100_000);

    @Override
    public void append(List<AuditRecord> records) {
      call();
      kept.append(records);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static final class Blocks extends Faults implements BlockStore {
    final BlockStore kept = new InMemoryBlockStoreProvider().open(ProviderOptions.none());

    @Override
    public void save(Block block) {
      call();
      kept.save(block);
    }

    @Override
    public Optional<Block> find(String id) {
      call();
      return kept.find(id);
    }

    @Override
    public List<Block> active(Instant now) {
      call();
      return kept.active(now);
    }

    @Override
    public List<Block> expired(Instant now, int limit) {
      call();
      return kept.expired(now, limit);
    }

    @Override
    public Optional<Block> remove(String id) {
      call();
      return kept.remove(id);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static final class Store extends Faults implements TemplateStore {
    final TemplateStore kept = new InMemoryTemplateStoreProvider().open(ProviderOptions.none());

    @Override
    public Optional<Template> find(TemplateKey key) {
      call();
      return kept.find(key);
    }

    @Override
    public SaveResult save(Template template, long expectedVersion) {
      call();
      return kept.save(template, expectedVersion);
    }

    @Override
    public boolean remove(TemplateKey key) {
      call();
      return kept.remove(key);
    }

    @Override
    public List<TemplateKey> keys(SubjectId subject) {
      call();
      return kept.keys(subject);
    }

    @Override
    public int erase(SubjectId subject) {
      call();
      return kept.erase(subject);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}

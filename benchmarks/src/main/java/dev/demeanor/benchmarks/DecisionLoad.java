package dev.demeanor.benchmarks;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.machine.SessionState;
import dev.demeanor.machine.TemplateLookup;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.InMemoryTemplateStoreProvider;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.trust.TrustConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of 64 simulated people, three in four genuine, each compared with a template of 200
 * entries, in 1,024 sessions in turn. Every answer is checked against {@link RecomputingReference}
 * at set-up.
 */
final class DecisionLoad implements Load {

  static final int ENTRIES = 1 << 10;
  static final int LEARNED = 200;

  private static final int PEOPLE = 64;
  private static final int BACKGROUND = 16;

  /** Every decision is to be on the template that the reference knows. */
  private static final AdaptationPolicy NOT_ADAPTING =
      AdaptationPolicy.defaults().withMode(AdaptationMode.NONE);

  private static final double TOLERANCE = 1e-9;
  private static final Source FIELD = Source.fixedText("password", 0);

  final BehaviorMonitor monitor;
  final List<FeatureVector> samples = new ArrayList<>();

  private final Detector detector = new RhythmProvider().create(ProviderOptions.none());
  private final DecisionMachine machine =
      new DecisionMachine(
          List.of(new FixedTextExtractorProvider()),
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults());
  private final EnrolledTemplate[] templates = new EnrolledTemplate[PEOPLE];
  private final SubjectModel[] beside = new SubjectModel[PEOPLE];
  private final RecomputingReference[] references = new RecomputingReference[PEOPLE];
  private final EventBuffer[] typed = new EventBuffer[ENTRIES];
  private final EventBuffer[] entries = new EventBuffer[ENTRIES];
  private final FeatureVector[] vectors = new FeatureVector[ENTRIES];
  private final SessionState[] states = new SessionState[ENTRIES];
  private final BehaviorSession[] sessions = new BehaviorSession[ENTRIES];
  private final ScoreBuffer score = new ScoreBuffer();
  private long nowMicros;

  DecisionLoad() {
    TemplateStore store = new InMemoryTemplateStoreProvider().open(ProviderOptions.none());
    Detector besidePopulation = besidePopulation();
    List<Typist> people = new ArrayList<>();
    for (int p = 0; p < PEOPLE; p++) {
      people.add(new Typist(p));
      enrol(p, people.get(p), store);
      StateWriter saved = new StateWriter();
      templates[p].model().save(saved);
      beside[p] =
          besidePopulation.load(templates[p].schema(), new StateReader(saved.toByteArray()));
    }
    monitor =
        BehaviorMonitor.builder()
            .config(
                MonitorConfig.defaults()
                    .withDeadline(Duration.ofSeconds(10))
                    .withEnrolment(EnrolmentPolicy.defaults().withAdaptation(NOT_ADAPTING)))
            .templates(store)
            .audit(new NoSink())
            .build();
    for (int i = 0; i < ENTRIES; i++) {
      int person = i % PEOPLE;
      Typist typist = people.get(i / PEOPLE % 4 == 3 ? (person + 1) % PEOPLE : person);
      typed[i] = typist.type();
      entries[i] = new EventBuffer(Typist.KEYS + 1);
      vectors[i] = Typist.features(typed[i]);
      states[i] = machine.newSession();
      machine.declareField(states[i], FIELD);
      sessions[i] = monitor.open(SessionOptions.of(Names.subject(person), Names.session(i)));
      sessions[i].field("password", 0);
    }
    prepare();
    check();
  }

  private void enrol(int person, Typist typist, TemplateStore store) {
    List<EventBuffer> learned = new ArrayList<>();
    samples.clear();
    for (int i = 0; i < LEARNED; i++) {
      learned.add(typist.type());
      samples.add(Typist.features(learned.get(i)));
    }
    templates[person] = learn();
    references[person] = new RecomputingReference(learned);
    references[person].calibrate(scoreWithoutEvidence(templates[person]), slope(templates[person]));
    TemplateKey key = new TemplateKey(Names.subject(person), FIELD, DeviceClass.DESKTOP);
    store.save(templates[person].toTemplate(key, Instant.EPOCH), 0);
  }

  /** Made-up people have no text in common, so whether they agree is not asked. */
  private static Detector besidePopulation() {
    Detector detector = new RhythmProvider().create(ProviderOptions.none().with("agreement", "-1"));
    List<BackgroundSubject> background = new ArrayList<>();
    for (int p = 0; p < BACKGROUND; p++) {
      Typist typist = new Typist(PEOPLE + p);
      List<FeatureVector> session = new ArrayList<>();
      for (int i = 0; i < LEARNED; i++) {
        session.add(Typist.features(typist.type()));
      }
      background.add(new BackgroundSubject(List.of(session)));
    }
    return detector.withPopulation(detector.learnPopulation(background, 1).orElseThrow());
  }

  /** Enrols the last person anew. */
  EnrolledTemplate learn() {
    EnrolledTemplate template = EnrolledTemplate.empty(detector, samples.get(0).schema());
    for (FeatureVector sample : samples) {
      template = template.learn(sample, Provenance.LIVE, score);
    }
    return template;
  }

  /** Returns what one unit of raw score is worth, in nats. */
  private static double slope(EnrolledTemplate template) {
    int features = template.schema().size();
    return template.calibration().interaction(features, 1)
        - template.calibration().interaction(features, 0);
  }

  /** Returns the raw score that says nothing either way. */
  private static double scoreWithoutEvidence(EnrolledTemplate template) {
    double slope = slope(template);
    double raw = 0;
    for (int i = 0; i < 100; i++) { // Newton's method; the curve is almost straight there
      raw -= template.calibration().evidence(raw) / slope;
    }
    return raw;
  }

  private void check() {
    int high = 0;
    for (int i = 0; i < ENTRIES; i++) {
      RecomputingReference reference = references[i % PEOPLE];
      double raw = reference.score(typed[i]);
      double trust = reference.trust(typed[i]);
      expect("score", raw, score(i));
      expect("trust of the machine", trust, decide(i));
      expect("trust of the monitor", trust, assess(i));
      high += trust > 0.9 ? 1 : 0;
    }
    if (high < ENTRIES / 2 || high > ENTRIES * 7 / 8) {
      throw new IllegalStateException("the load decides nothing: " + high + " entries trusted");
    }
    prepare();
  }

  private static void expect(String what, double expected, double actual) {
    if (!(Math.abs(expected - actual) <= TOLERANCE * (1 + Math.abs(expected)))) {
      throw new IllegalStateException(what + " was " + actual + ", reference " + expected);
    }
  }

  /** Moves all entries to a later time, after the ends of those before. */
  void prepare() {
    nowMicros += 60_000_000;
    for (int i = 0; i < ENTRIES; i++) {
      Typist.shift(typed[i], nowMicros, entries[i]);
    }
  }

  double reference(int i) {
    return references[i % PEOPLE].trust(entries[i]);
  }

  double score(int i) {
    templates[i % PEOPLE].model().score(vectors[i], score);
    return score.raw();
  }

  /** The same beside a population that types the same text. */
  double scoreBesidePopulation(int i) {
    beside[i % PEOPLE].score(vectors[i], score);
    return score.raw();
  }

  /** Decides with the machine alone, on templates at hand. */
  double decide(int i) {
    SessionState state = states[i];
    EventBuffer entry = entries[i];
    for (int e = 0; e < entry.size(); e++) {
      machine.observe(state, entry, e);
    }
    machine.assess(
        state, new AtHand(templates[i % PEOPLE]), SegmentPolicy.defaults(), nowMicros / 1_000);
    return state.assessment().trust();
  }

  /** Decides with the monitor: templates through its cache, a record for the audit. */
  double assess(int i) {
    sessions[i].feed(entries[i]);
    Decision decision = sessions[i].assess();
    if (decision.has(ReasonCode.COLD_START) || decision.has(ReasonCode.TEMPLATES_UNAVAILABLE)) {
      throw new IllegalStateException("nothing was compared: " + decision);
    }
    return decision.trust();
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new Run("recomputing reference, no machine", this, this::reference),
        new Run("fixed-text entry, detector alone", this, this::score),
        new Run("the same beside a population", this, this::scoreBesidePopulation),
        new Run("decision, machine alone", this, this::decide),
        new Run("decision, session.feed and assess", this, this::assess));
  }

  private record AtHand(EnrolledTemplate found) implements TemplateLookup {
    @Override
    public Availability availability(int sourceIndex) {
      return Availability.KNOWN;
    }

    @Override
    public EnrolledTemplate template(int sourceIndex) {
      return found;
    }

    @Override
    public int expectedModalities() {
      return 0;
    }
  }

  private interface Operation {
    double of(int index);
  }

  private record Run(String name, DecisionLoad load, Operation operation) implements Slice {

    @Override
    public int operations() {
      return ENTRIES;
    }

    @Override
    public void prepare() {
      load.prepare();
    }

    @Override
    public long run() {
      double sum = 0;
      for (int i = 0; i < ENTRIES; i++) {
        sum += operation.of(i);
      }
      return Double.doubleToLongBits(sum);
    }
  }

  /** Keeps nothing, so that the library is measured and not a sink. */
  private static final class NoSink implements AuditSink {
    @Override
    public void append(List<AuditRecord> records) {}

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    monitor.close();
  }
}

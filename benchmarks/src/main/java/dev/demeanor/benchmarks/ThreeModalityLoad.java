package dev.demeanor.benchmarks;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.evidence.ShrunkMahalanobisProvider;
import dev.demeanor.evidence.TransitionProvider;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.machine.SessionState;
import dev.demeanor.machine.TemplateLookup;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import dev.demeanor.trust.TrustConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * 1,024 sessions of 64 simulated people, three in four genuine. Each operation takes one complete
 * window of fixed text, pointer and navigation, compares them with templates of as many people, and
 * decides. Trust is checked at set-up against the reference, which keeps the events and computes
 * everything from them at the decision.
 */
final class ThreeModalityLoad implements Load {

  static final int SESSIONS = 1 << 10;

  private static final int PEOPLE = 64;
  private static final int ENTRIES = 200;
  private static final int WINDOWS = 60;
  private static final int SOURCES = 3;

  // The library adds up departures in single precision.
  private static final double TOLERANCE = 1e-6;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final Source FIELD = Source.fixedText("password", 0);

  private final DecisionMachine machine =
      new DecisionMachine(
          List.of(
              new FixedTextExtractorProvider(),
              new PointerExtractorProvider(),
              new NavigationExtractorProvider()),
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults());
  private final AtHand[] templates = new AtHand[PEOPLE];
  private final RecomputingReference[] typing = new RecomputingReference[PEOPLE];
  private final NaiveScores[] scores = new NaiveScores[PEOPLE];
  private final NaiveFeatures naive = new NaiveFeatures();
  private final double[] features = new double[NaiveFeatures.POINTER];
  private final EventBuffer[][] windows = new EventBuffer[SESSIONS][SOURCES];
  private final EventBuffer[][] shifted = new EventBuffer[SESSIONS][SOURCES];
  private final SessionState[] states = new SessionState[SESSIONS];
  private final int[] hours = new int[SESSIONS];
  private final double[] weights = new double[SOURCES];
  private int sliceFrom;

  ThreeModalityLoad() {
    TrustConfig trust = TrustConfig.defaults();
    weights[0] = 3 * trust.weight(Modality.KEYSTROKE);
    weights[1] = 3 * trust.weight(Modality.POINTER);
    weights[2] = 3 * trust.weight(Modality.NAVIGATION);
    Typist[] typists = new Typist[PEOPLE];
    Visitor[] visitors = new Visitor[PEOPLE];
    for (int p = 0; p < PEOPLE; p++) {
      typists[p] = new Typist(p);
      visitors[p] = new Visitor(p);
      enrol(p, typists[p], visitors[p]);
    }
    for (int i = 0; i < SESSIONS; i++) {
      int person = i / PEOPLE % 4 == 3 ? (i + 1) % PEOPLE : i % PEOPLE;
      windows[i][0] = typists[person].type();
      windows[i][1] = visitors[person].point();
      windows[i][2] = visitors[person].browse();
      states[i] = machine.newSession();
      machine.declareField(states[i], FIELD);
      for (int s = 0; s < SOURCES; s++) {
        shifted[i][s] = new EventBuffer(windows[i][s].size());
      }
      shift(i);
    }
    check();
  }

  private void enrol(int person, Typist typist, Visitor visitor) {
    List<EventBuffer> entries = new ArrayList<>();
    List<FeatureVector> typed = new ArrayList<>();
    List<FeatureVector> pointed = new ArrayList<>();
    List<FeatureVector> visited = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(typist.type());
      typed.add(Typist.features(entries.get(i)));
    }
    for (int i = 0; i < WINDOWS; i++) {
      pointed.add(features(new PointerExtractorProvider(), visitor.point()));
      visited.add(features(new NavigationExtractorProvider(), visitor.browse()));
    }
    typing[person] = new RecomputingReference(entries);
    scores[person] = new NaiveScores(pointed, visited);
    templates[person] =
        new AtHand(
            new EnrolledTemplate[] {
              learn(new RhythmProvider(), typed),
              learn(new ShrunkMahalanobisProvider(), pointed),
              learn(new TransitionProvider(), visited)
            });
  }

  private static FeatureVector features(FeatureExtractorProvider provider, EventBuffer window) {
    FeatureExtractor extractor = provider.create();
    for (int e = 0; e < window.size(); e++) {
      extractor.accept(window, e);
    }
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    vector.setUnits(extractor.units());
    return vector;
  }

  private static EnrolledTemplate learn(DetectorProvider provider, List<FeatureVector> samples) {
    Detector detector = provider.create(ProviderOptions.none());
    EnrolledTemplate template = EnrolledTemplate.empty(detector, samples.get(0).schema());
    ScoreBuffer scratch = new ScoreBuffer();
    for (FeatureVector sample : samples) {
      template = template.learn(sample, Provenance.LIVE, scratch);
    }
    return template;
  }

  private void check() {
    int high = 0;
    for (int i = 0; i < SESSIONS; i++) {
      double expected = reference(i);
      observe(i);
      double actual = decide(i);
      if (states[i].assessment().windows() != SOURCES) {
        throw new IllegalStateException("windows are missing");
      }
      if (!(Math.abs(expected - actual) <= TOLERANCE)) {
        throw new IllegalStateException("trust was " + actual + ", reference " + expected);
      }
      high += actual > 0.9 ? 1 : 0;
      shift(i);
    }
    if (high < SESSIONS / 2 || high > SESSIONS * 7 / 8) {
      throw new IllegalStateException("the load decides nothing: " + high + " trusted");
    }
  }

  /** Moves the windows of a session on by an hour. */
  void shift(int i) {
    hours[i]++;
    for (int s = 0; s < SOURCES; s++) {
      Visitor.shift(windows[i][s], hours[i] * HOUR_MICROS, shifted[i][s]);
    }
  }

  /** Returns how many events the windows of a session have. */
  int events(int i) {
    return windows[i][0].size() + windows[i][1].size() + windows[i][2].size();
  }

  /** Takes in all events of three windows but the last of each. */
  void observe(int i) {
    for (EventBuffer window : shifted[i]) {
      for (int e = 0; e + 1 < window.size(); e++) {
        machine.observe(states[i], window, e);
      }
    }
  }

  /** Takes in the last event of each window, compares, decides. */
  double decide(int i) {
    SessionState state = states[i];
    for (EventBuffer window : shifted[i]) {
      machine.observe(state, window, window.size() - 1);
    }
    long now = hours[i] * (HOUR_MICROS / 1_000);
    machine.assess(state, templates[i % PEOPLE], SegmentPolicy.defaults(), now);
    return state.assessment().trust();
  }

  double observeAndDecide(int i) {
    observe(i);
    return decide(i);
  }

  /** Computes all features of the stored events, and trust after these windows alone. */
  double reference(int i) {
    int person = i % PEOPLE;
    EnrolledTemplate[] found = templates[person].found;
    double typed = found[0].calibration().evidence(typing[person].score(shifted[i][0]));
    double sum = RecomputingReference.accumulated(weights[0], typed);
    naive.pointer(shifted[i][1], features);
    double pointer = scores[person].pointer(naive.tokens);
    sum += weights[1] * found[1].calibration().evidence(pointer);
    naive.navigation(shifted[i][2], features);
    double navigation = scores[person].navigation(naive.tokens, naive.tokenCount);
    sum += weights[2] * found[2].calibration().evidence(navigation);
    return RecomputingReference.bounded(sum);
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new Run("three windows: recompute from stored events", false, this::reference),
        new Run("three windows: observe all, assess", false, this::observeAndDecide),
        new Run("three windows: last events, assess", true, this::decide));
  }

  private record AtHand(EnrolledTemplate[] found) implements TemplateLookup {
    @Override
    public Availability availability(int sourceIndex) {
      return Availability.KNOWN;
    }

    @Override
    public EnrolledTemplate template(int sourceIndex) {
      return found[sourceIndex];
    }

    @Override
    public int expectedModalities() {
      return 0;
    }
  }

  private interface Operation {
    double of(int index);
  }

  /** The next 64 sessions; a slice that decides only has them observe beforehand. */
  private final class Run implements Slice {

    private static final int SHARE = SESSIONS / 16;

    private final String name;
    private final boolean observed;
    private final Operation operation;
    private int from;

    Run(String name, boolean observed, Operation operation) {
      this.name = name;
      this.observed = observed;
      this.operation = operation;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int operations() {
      return SHARE;
    }

    @Override
    public void prepare() {
      from = sliceFrom;
      sliceFrom = observed ? sliceFrom + SHARE & SESSIONS - 1 : sliceFrom;
      for (int i = from; i < from + SHARE; i++) {
        shift(i);
        if (observed) {
          observe(i);
        }
      }
    }

    @Override
    public long run() {
      double sum = 0;
      for (int i = from; i < from + SHARE; i++) {
        sum += operation.of(i);
      }
      return Double.doubleToLongBits(sum);
    }
  }
}

package dev.demeanor.machine;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.ManhattanScaledProvider;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.simulated.SimulatedPointer;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import dev.demeanor.trust.TrustConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine of two modalities, a simulated subject and her templates. */
final class MachineFixture {

  static final int KEYS = 11;
  static final Source PASSWORD = Source.fixedText("password", 0);

  /** Modalities are in the order of their names. */
  static final int KEYSTROKE = 0;

  static final int POINTER = 1;

  final DecisionMachine machine =
      new DecisionMachine(
          List.of(new FixedTextExtractorProvider(), new PointerPlaceProvider()),
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults());
  final SimulatedTypist typist = new SimulatedTypist(1, KEYS);
  final SimulatedPointer pointer = new SimulatedPointer(2, 400, 300);
  final Templates templates = new Templates();

  EnrolledTemplate typing(int samples) {
    ScoreBuffer scratch = new ScoreBuffer();
    EnrolledTemplate template =
        EnrolledTemplate.empty(
            new RhythmProvider().create(ProviderOptions.none()), FixedTextSchema.ofKeys(KEYS));
    for (int i = 0; i < samples; i++) {
      template = template.learn(typist.next().features(), Provenance.LIVE, scratch);
    }
    return template.withVersion(5);
  }

  EnrolledTemplate pointing(int samples) {
    ScoreBuffer scratch = new ScoreBuffer();
    EnrolledTemplate template =
        EnrolledTemplate.empty(
            new ManhattanScaledProvider().create(ProviderOptions.none()),
            PointerPlaceProvider.SCHEMA);
    FeatureExtractor extractor = new PointerPlaceProvider().create();
    FeatureVector vector = new FeatureVector(PointerPlaceProvider.SCHEMA);
    EventBuffer events = new EventBuffer(PointerPlaceProvider.EVENTS);
    for (int i = 0; i < samples; i++) {
      events.clear();
      pointer.addBlock(events);
      extractor.reset();
      for (int e = 0; e < events.size(); e++) {
        extractor.accept(events, e);
      }
      extractor.writeTo(vector);
      template = template.learn(vector, Provenance.LIVE, scratch);
    }
    return template.withVersion(8);
  }

  /** Returns a session whose source 0 is the password field. */
  SessionState typingSession() {
    SessionState state = machine.newSession();
    machine.declareField(state, PASSWORD);
    return state;
  }

  /** Feeds events that must all be accepted. */
  void feed(SessionState state, EventBuffer events) {
    for (int i = 0; i < events.size(); i++) {
      Admission answer = machine.observe(state, events, i);
      if (answer != Admission.ACCEPTED) {
        throw new AssertionError("event " + i + " was " + answer);
      }
    }
  }

  void type(SessionState state, SimulatedTypist who) {
    EventBuffer events = new EventBuffer(who.keys() + 1);
    who.next().addTo(events, 0);
    feed(state, events);
  }

  void point(SessionState state, SimulatedPointer who) {
    EventBuffer events = new EventBuffer(PointerPlaceProvider.EVENTS);
    who.addBlock(events);
    feed(state, events);
  }

  Assessment assess(SessionState state, long nowMillis) {
    machine.assess(state, templates, SegmentPolicy.defaults(), nowMillis);
    return state.assessment();
  }

  byte[] save(SessionState state) {
    StateWriter out = new StateWriter();
    machine.save(state, out);
    return out.toByteArray();
  }

  SessionState load(byte[] saved) {
    StateReader in = new StateReader(saved);
    SessionState state = machine.load(in);
    in.expectEnd();
    return state;
  }

  static boolean has(Assessment assessment, ReasonCode code) {
    return (assessment.reasonBits() & code.bit()) != 0;
  }

  /** Everything an assessment says, to the bit. */
  static String bits(Assessment assessment) {
    StringBuilder text = new StringBuilder();
    Verdict verdict = assessment.verdict();
    text.append(assessment.sequence()).append(' ').append(verdict);
    text.append(' ').append(Integer.toBinaryString(assessment.reasonBits()));
    text.append(" trust ").append(Double.toHexString(assessment.trust()));
    text.append(" confidence ").append(Double.toHexString(assessment.confidence()));
    for (int w = 0; w < assessment.windows(); w++) {
      AbstentionReason reason = assessment.abstention(w);
      text.append(" | ").append(assessment.source(w).name()).append(' ');
      text.append(reason == null ? Double.toHexString(assessment.evidence(w)) : reason.toString());
    }
    return text.toString();
  }

  /** Templates in memory, by modality. */
  static final class Templates implements TemplateLookup {

    private final List<@Nullable EnrolledTemplate> bySource =
        new ArrayList<>(Arrays.asList(null, null, null, null));
    private final Availability[] availability = {
      Availability.KNOWN, Availability.KNOWN, Availability.KNOWN, Availability.KNOWN
    };
    private int expected;

    void put(int source, @Nullable EnrolledTemplate template) {
      bySource.set(source, template);
    }

    void setAvailability(int source, Availability now) {
      availability[source] = now;
    }

    void expect(int modalities) {
      expected = modalities;
    }

    @Override
    public Availability availability(int sourceIndex) {
      return availability[sourceIndex];
    }

    @Override
    public @Nullable EnrolledTemplate template(int sourceIndex) {
      return bySource.get(sourceIndex);
    }

    @Override
    public int expectedModalities() {
      return expected;
    }
  }
}

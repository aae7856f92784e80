package dev.demeanor.machine;

import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.policy.VerdictPolicy;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.trust.TrustConfig;
import dev.demeanor.trust.TrustModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The path from event to verdict as a deterministic machine: {@code (state, observation, policy,
 * templates, time) -> (state', decision)}. It changes only the state it is given, reads no clock,
 * and answers alike in a filter, in an evaluation, in a replay and in a stream engine. Immutable;
 * many threads may use it, each on states of its own.
 */
public final class DecisionMachine {

  /** Sources a session may have. */
  public static final int MAX_SOURCES = 24;

  private static final int FORMAT = 1;

  private final List<FeatureExtractorProvider> extractors;
  private final List<Modality> modalities;
  private final EnrolmentPolicy enrolment;
  private final TrustModel trustModel;

  /** Makes a machine that extracts with these providers, asked in this order. */
  public DecisionMachine(
      List<FeatureExtractorProvider> extractors, TrustConfig trust, EnrolmentPolicy enrolment) {
    this.extractors = List.copyOf(extractors);
    this.enrolment = enrolment;
    TreeSet<String> names = new TreeSet<>();
    for (FeatureExtractorProvider provider : extractors) {
      names.add(provider.modality().name());
    }
    this.modalities = names.stream().map(Modality::new).toList();
    this.trustModel = new TrustModel(trust, modalities);
  }

  /** Returns the modalities the machine knows, in the order of their indexes. */
  public List<Modality> modalities() {
    return modalities;
  }

  /** Returns the state of a new session. */
  public SessionState newSession() {
    return new SessionState(modalities.size());
  }

  /**
   * Declares a fixed-text field of a session and returns its number for use in events; the same
   * field gives the same number again. Returns -1 when it is no fixed-text field, the session has
   * too many sources or no extractor supports it.
   */
  public int declareField(SessionState state, Source field) {
    if (!field.isFixedText()) {
      return -1;
    }
    for (int number = 0; number < state.fields.size(); number++) {
      if (state.sources.get(state.fields.get(number)).source.equals(field)) {
        return number;
      }
    }
    int index = addSource(state, field);
    if (index < 0 || state.fields.size() > EventBuffer.MAX_FIELD) {
      return -1;
    }
    state.fields.add(index);
    return state.fields.size() - 1;
  }

  /** Takes an event into the windows of the sources it belongs to. */
  public Admission observe(SessionState state, EventBuffer events, int index) {
    EventKind kind = events.kind(index);
    if (kind == EventKind.FIXED_TEXT_KEY || kind == EventKind.FIXED_TEXT_END) {
      int field = events.field(index);
      return field < state.fields.size()
          ? offer(state, state.sources.get(state.fields.get(field)), events, index)
          : Admission.UNKNOWN_SOURCE;
    }
    addImplicitSources(state, kind);
    return offerToAll(state, kind, events, index);
  }

  private Admission offerToAll(SessionState state, EventKind kind, EventBuffer events, int index) {
    Admission answer = Admission.UNSUPPORTED;
    for (int i = 0; i < state.sources.size(); i++) {
      SourceState source = state.sources.get(i);
      if (source.takes(kind)) {
        Admission one = offer(state, source, events, index);
        answer = answer == Admission.ACCEPTED ? answer : one;
      }
    }
    return answer;
  }

  private Admission offer(SessionState state, SourceState source, EventBuffer events, int index) {
    Admission answer = source.window.offer(events, index);
    if (source.window.isComplete()) {
      state.windowsDropped |= source.closeWindow();
    }
    return answer;
  }

  /**
   * Adds the sources sessions get by themselves with the first event of this kind, each once
   * whatever came before: the same behaviour must not count twice.
   */
  private void addImplicitSources(SessionState state, EventKind kind) {
    int bit = 1 << kind.ordinal();
    if ((state.kindsSeen & bit) != 0) {
      return;
    }
    state.kindsSeen |= bit;
    for (FeatureExtractorProvider provider : extractors) {
      Source source = provider.implicitSource().orElse(null);
      if (source != null && provider.kinds().contains(kind) && !has(state, source)) {
        addSource(state, source);
      }
    }
  }

  private static boolean has(SessionState state, Source source) {
    for (SourceState known : state.sources) {
      if (known.source.equals(source)) {
        return true;
      }
    }
    return false;
  }

  private int addSource(SessionState state, Source source) {
    if (state.sources.size() == MAX_SOURCES) {
      return -1;
    }
    for (FeatureExtractorProvider provider : extractors) {
      int modality = modalities.indexOf(source.modality());
      if (modality >= 0 && provider.supports(source)) {
        state.sources.add(new SourceState(source, modality, provider));
        return state.sources.size() - 1;
      }
    }
    return -1;
  }

  /**
   * Closes windows whose patience has run out, so that what they hold is compared by the next
   * assessment although no further event completes them. Call it before looking up templates for an
   * assessment at the same time.
   */
  public void closeOverdueWindows(SessionState state, long nowMillis) {
    for (int i = 0; i < state.sources.size(); i++) {
      state.windowsDropped |= state.sources.get(i).closeIfPatienceRanOut(nowMillis);
    }
  }

  /**
   * Compares the windows that wait with the templates, moves trust, and decides. The answer is in
   * {@link SessionState#assessment}.
   *
   * @param nowMillis wall-clock time, milliseconds since 1970
   */
  public void assess(
      SessionState state, TemplateLookup templates, SegmentPolicy segment, long nowMillis) {
    Assessment out = state.assessment;
    out.begin(enrolment.minimum());
    Arrays.fill(state.evidence, 0);
    Arrays.fill(state.windows, 0);
    int reasons = 0;
    int excused = 0;
    double kept = trustModel.kept(state.trust, nowMillis);
    for (int i = 0; i < state.sources.size(); i++) {
      SourceState source = state.sources.get(i);
      source.beginAssessment(kept);
      TemplateLookup.Availability availability = templates.availability(i);
      if (source.waiting() > 0 && availability != TemplateLookup.Availability.KNOWN) {
        excused |= 1 << source.modality;
        reasons |=
            availability == TemplateLookup.Availability.FAILED
                ? ReasonCode.TEMPLATES_UNAVAILABLE.bit()
                : 0;
        continue; // its windows wait for the next assessment
      }
      while (source.waiting() > 0) {
        reasons |= compare(state, source, i, templates.template(i));
      }
    }
    boolean withheld =
        trustModel.step(
            state.trust,
            state.evidence,
            state.windows,
            templates.expectedModalities(),
            excused,
            nowMillis);
    if (withheld) {
      reasons |= ReasonCode.EXPECTED_MODALITY_MISSING.bit();
      for (int i = 0; i < state.sources.size(); i++) {
        state.sources.get(i).withhold();
      }
    }
    countPresence(state);
    decide(state, segment, reasons);
  }

  private int compare(
      SessionState state, SourceState source, int index, @Nullable EnrolledTemplate template) {
    FeatureVector window = source.poll();
    Assessment out = state.assessment;
    AbstentionReason reason = source.comparison.compare(template, window, enrolment);
    if (template == null || reason != null) {
      AbstentionReason why = reason == null ? AbstentionReason.COLD_START : reason;
      out.addAbstention(source.source, index, window, template, why);
      source.compared(window.schema(), template, why, 0, 0, enrolment.minimum());
      return reasonBit(why);
    }
    double raw = source.comparison.raw();
    double alone = template.calibration().evidence(raw);
    double prior = source.priorEvidence();
    int priorWindows = source.priorWindows();
    double evidence = source.joined(alone, template.calibration().windowCorrelation());
    out.addEvidence(
        source.source, index, window, template, evidence, raw, alone, prior, priorWindows);
    source.compared(window.schema(), template, null, evidence, alone, enrolment.minimum());
    state.evidence[source.modality] += evidence;
    state.windows[source.modality]++;
    int held = source.comparison.heldBack() > 0 ? ReasonCode.HELD_TO_ANCHOR.bit() : 0;
    boolean stopped = enrolment.adaptation().hasStopped(template);
    return stopped ? held | ReasonCode.ADAPTATION_STOPPED.bit() : held;
  }

  /**
   * Drops the windows that wait without comparing them, and leaves trust as it is; counts as a
   * decision.
   */
  public Assessment discard(SessionState state, SegmentPolicy segment) {
    state.assessment.begin(enrolment.minimum());
    for (SourceState source : state.sources) {
      while (source.waiting() > 0) {
        source.poll();
      }
    }
    decide(state, segment, 0);
    return state.assessment;
  }

  private static int reasonBit(AbstentionReason reason) {
    return switch (reason) {
      case COLD_START -> ReasonCode.COLD_START.bit();
      case NO_DATA -> ReasonCode.NO_DATA.bit();
      case UNSUPPORTED_INPUT -> ReasonCode.UNSUPPORTED_INPUT.bit();
      case MODEL_UNAVAILABLE -> ReasonCode.MODELS_UNAVAILABLE.bit();
    };
  }

  private static void countPresence(SessionState state) {
    boolean any = false;
    for (int m = 0; m < state.windows.length; m++) {
      if (state.windows[m] > 0) {
        state.present[m]++;
        any = true;
      }
    }
    state.assessments += any ? 1 : 0;
  }

  private void decide(SessionState state, SegmentPolicy segment, int evidenceReasons) {
    Assessment out = state.assessment;
    out.sequence = ++state.sequence;
    out.trust = trustModel.trust(state.trust);
    out.confidence = trustModel.confidence(state.trust);
    out.logOdds = trustModel.logOdds(state.trust);
    boolean mayDeny = state.challengeFailed || trustModel.mayDeny(state.trust);
    out.verdict = VerdictPolicy.verdict(segment, out.trust, out.confidence, mayDeny);
    int reasons =
        evidenceReasons | VerdictPolicy.reasons(segment, out.trust, out.confidence, mayDeny);
    if (state.windowsDropped) {
      reasons |= ReasonCode.WINDOWS_DROPPED.bit();
      state.windowsDropped = false;
    }
    if (state.challengeFailed) {
      reasons |= ReasonCode.CHALLENGE_FAILED.bit();
    }
    out.reasonBits = reasons;
  }

  /** Takes a passed challenge into account: see {@link TrustModel#challengePassed}. */
  public void challengePassed(SessionState state) {
    trustModel.challengePassed(state.trust);
    for (int i = 0; i < state.sources.size(); i++) {
      state.sources.get(i).forgive();
    }
    state.challengeFailed = false;
  }

  /** Takes a failed challenge into account: it is evidence against. */
  public void challengeFailed(SessionState state) {
    trustModel.challengeFailed(state.trust);
    state.challengeFailed = true;
  }

  /** Explains the last comparison of each source. */
  public Explanation explain(SessionState state, SegmentPolicy segment) {
    List<Explanation.SourceTerms> sources = new ArrayList<>();
    for (SourceState source : state.sources) {
      source.explain().ifPresent(sources::add);
    }
    return new Explanation(
        trustModel.trust(state.trust),
        trustModel.confidence(state.trust),
        segment.thresholds(),
        sources);
  }

  /** Appends the state of a session in its stored form. */
  public void save(SessionState state, StateWriter out) {
    out.putInt(FORMAT).putLong(state.sequence).putLong(state.assessments);
    out.putByte((state.windowsDropped ? 1 : 0) | (state.challengeFailed ? 2 : 0));
    out.putInt(modalities.size());
    for (int m = 0; m < modalities.size(); m++) {
      out.putString(modalities.get(m).name()).putLong(state.present[m]);
    }
    state.trust.save(out);
    out.putInt(state.sources.size());
    for (SourceState source : state.sources) {
      Source name = source.source;
      out.putString(name.modality().name()).putString(name.name()).putInt(name.epoch());
      source.save(out);
    }
    out.putInt(state.fields.size());
    state.fields.forEach(out::putInt);
  }

  /**
   * Reads the stored form of a session.
   *
   * @throws CorruptStateException if it is damaged, of an unknown format version, or of other
   *     modalities
   */
  public SessionState load(StateReader in) {
    in.getInt("session format", FORMAT, FORMAT);
    SessionState state = newSession();
    state.sequence = in.getLong();
    state.assessments = in.getLong();
    int flags = in.getByte();
    state.windowsDropped = (flags & 1) != 0;
    state.challengeFailed = (flags & 2) != 0;
    in.getInt("modalities", modalities.size(), modalities.size());
    for (int m = 0; m < modalities.size(); m++) {
      if (!in.getString().equals(modalities.get(m).name())) {
        throw new CorruptStateException("session was saved with other modalities");
      }
      state.present[m] = in.getLong();
    }
    state.trust.load(in);
    int sources = in.getInt("sources", 0, MAX_SOURCES);
    for (int i = 0; i < sources; i++) {
      Source source = readSource(in);
      if (addSource(state, source) < 0) {
        throw new CorruptStateException("no extractor supports a saved source");
      }
      state.sources.get(i).load(in);
    }
    int fields = in.getInt("fields", 0, sources);
    for (int i = 0; i < fields; i++) {
      state.fields.add(in.getInt("field", 0, sources - 1));
    }
    return state;
  }

  private static Source readSource(StateReader in) {
    try {
      return new Source(new Modality(in.getString()), in.getString(), in.getInt());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("source: " + e.getMessage());
    }
  }
}

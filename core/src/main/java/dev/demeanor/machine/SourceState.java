package dev.demeanor.machine;

import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Calibration;
import dev.demeanor.evidence.JointEvidence;
import dev.demeanor.evidence.Prior;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One source of a session: its open window, the complete windows that wait to be assessed, and the
 * last comparison. Not thread-safe.
 */
final class SourceState {

  /** Complete windows that may wait; the next one pushes the oldest out. */
  static final int MAX_WAITING = 4;

  private static final int FORMAT = 1;
  private static final long NEVER = Long.MIN_VALUE;

  final Source source;
  final int modality;
  final Window window;
  final WindowComparison comparison = new WindowComparison();
  final JointEvidence joint = new JointEvidence();

  // The last comparison, for explanations; not part of the stored state.
  private boolean compared;
  private @Nullable FeatureSchema lastSchema;
  private @Nullable AbstentionReason lastAbstention;
  private @Nullable EnrolledTemplate lastTemplate;
  private double lastEvidence;
  private double lastAlone;
  private int lastRequired;

  /** What the session's windows so far come to, in nats; only where windows run. */
  private double standing;

  private double standingBefore;
  private final boolean running;
  private final int kinds;
  private final @Nullable FeatureVector[] ring = new FeatureVector[MAX_WAITING];
  private int first;
  private long unreadableSinceMillis = NEVER;
  private int waiting;

  SourceState(Source source, int modality, FeatureExtractorProvider provider) {
    this.source = source;
    this.modality = modality;
    this.window = Window.of(provider.window(), provider.create());
    this.running = provider.isRunning();
    int bits = 0;
    for (EventKind kind : provider.kinds()) {
      bits |= 1 << kind.ordinal();
    }
    this.kinds = bits;
  }

  boolean takes(EventKind kind) {
    return (kinds & 1 << kind.ordinal()) != 0;
  }

  /**
   * Takes the features of the complete window and empties it; returns whether an older window was
   * pushed out.
   */
  boolean closeWindow() {
    boolean dropped = waiting == MAX_WAITING;
    if (dropped) {
      first = (first + 1) % MAX_WAITING;
      waiting--;
    }
    FeatureVector vector = slot(waiting, window.extractor().schema());
    window.extractor().writeTo(vector);
    vector.setUnits(window.extractor().units());
    window.advance();
    waiting++;
    return dropped;
  }

  /**
   * Closes an incomplete window whose patience has run out; called at each assessment. The wall
   * clock counts from the last assessment that found nothing to read.
   */
  boolean closeIfPatienceRanOut(long nowMillis) {
    if (!window.isReadable()) {
      unreadableSinceMillis = nowMillis;
      return false;
    }
    long open = unreadableSinceMillis == NEVER ? Long.MAX_VALUE : nowMillis - unreadableSinceMillis;
    if (open < window.patienceMillis()) {
      return false;
    }
    unreadableSinceMillis = nowMillis;
    return closeWindow();
  }

  int waiting() {
    return waiting;
  }

  /**
   * Returns the oldest waiting window and no longer counts it; valid until further windows close.
   */
  FeatureVector poll() {
    FeatureVector vector = at(0);
    first = (first + 1) % MAX_WAITING;
    waiting--;
    return vector;
  }

  private FeatureVector at(int index) {
    FeatureVector vector = ring[(first + index) % MAX_WAITING];
    if (vector == null || index >= waiting) {
      throw new IllegalStateException("no window waits");
    }
    return vector;
  }

  private FeatureVector slot(int index, FeatureSchema schema) {
    int slot = (first + index) % MAX_WAITING;
    FeatureVector vector = ring[slot];
    if (vector == null || !vector.schema().equals(schema)) {
      vector = new FeatureVector(schema);
      ring[slot] = vector;
    }
    return vector;
  }

  /**
   * Begins an assessment: credit that a running source gave faded as trust's own did, and is given
   * again as long as it is deserved.
   */
  void beginAssessment(double kept) {
    standing = standing > 0 ? standing * kept : standing;
    standingBefore = standing;
  }

  /**
   * Returns what a window adds to the evidence of the session: where windows run what it says more
   * than the window before it, otherwise what it says beside what the others said already.
   */
  double joined(double alone, double correlation) {
    if (!running) {
      return joint.add(alone, correlation);
    }
    double before = standing;
    standing = alone;
    return alone - before;
  }

  /** Returns what the windows so far come to, in nats. */
  double priorEvidence() {
    return running ? standing : joint.evidence();
  }

  /** Returns how many windows were joined to that, {@link Prior#RUNNING} where they run. */
  int priorWindows() {
    return running ? Prior.RUNNING : joint.windows();
  }

  /** Takes back what speaks for the subject: it was withheld, and counts once it is not. */
  void withhold() {
    standing = Math.min(standing, standingBefore);
  }

  /** Forgives evidence against, and where windows run, forgets what gave rise to it. */
  void forgive() {
    if (standing < 0) {
      standing = 0;
      window.reset();
    }
  }

  void compared(
      FeatureSchema schema,
      @Nullable EnrolledTemplate template,
      @Nullable AbstentionReason abstention,
      double evidence,
      double alone,
      int required) {
    compared = true;
    lastSchema = schema;
    lastTemplate = template;
    lastAbstention = abstention;
    lastEvidence = evidence;
    lastAlone = alone;
    lastRequired = required;
  }

  /** Explains the last comparison; empty before the first. */
  Optional<Explanation.SourceTerms> explain() {
    if (!compared || lastSchema == null) {
      return Optional.empty();
    }
    EnrolledTemplate template = lastTemplate;
    long version = template == null ? 0 : template.version();
    if (template == null || lastAbstention != null) {
      AbstentionReason reason =
          lastAbstention == null ? AbstentionReason.COLD_START : lastAbstention;
      int samples = template == null ? 0 : template.samples();
      return Optional.of(
          new Explanation.SourceTerms(
              new Evidence.Abstained(
                  source, version, lastSchema.hash(), reason, samples, lastRequired),
              List.of()));
    }
    return Optional.of(
        new Explanation.SourceTerms(
            new Evidence.Present(
                source,
                version,
                lastSchema.hash(),
                template.detector(),
                lastEvidence,
                comparison.raw(),
                lastAlone),
            terms(lastSchema, template)));
  }

  private List<Explanation.Term> terms(FeatureSchema schema, EnrolledTemplate template) {
    Calibration calibration = template.calibration();
    ScoreBuffer score = comparison.score();
    List<Explanation.Term> terms = new ArrayList<>();
    double explained = 0;
    for (int j = 0; j < score.size(); j++) {
      double value = calibration.term(j, score.contribution(j));
      terms.add(new Explanation.Term(schema.features().get(j).name(), value));
      explained += value;
    }
    double interaction = calibration.interaction(score.size(), score.interaction());
    terms.add(new Explanation.Term(template.interactionName(), interaction));
    explained += interaction;
    if (comparison.heldBack() > 0) {
      double held = -calibration.nats(comparison.heldBack());
      terms.add(new Explanation.Term("anchor", held));
      explained += held;
    }
    terms.add(new Explanation.Term("calibration", lastAlone - explained));
    terms.add(new Explanation.Term("dependence", lastEvidence - lastAlone));
    return terms;
  }

  void save(StateWriter out) {
    out.putInt(FORMAT);
    window.save(out);
    if (running) {
      out.putDouble(standing);
    }
    joint.save(out);
    out.putLong(unreadableSinceMillis).putInt(waiting);
    for (int i = 0; i < waiting; i++) {
      at(i).save(out);
    }
  }

  void load(StateReader in) {
    in.getInt("source state format", FORMAT, FORMAT);
    window.load(in);
    standing = running ? in.getDouble() : 0;
    if (!Double.isFinite(standing)) {
      throw new CorruptStateException("standing evidence must be a number");
    }
    joint.load(in);
    unreadableSinceMillis = in.getLong();
    first = 0;
    waiting = 0;
    int stored = in.getInt("waiting windows", 0, MAX_WAITING);
    for (int i = 0; i < stored; i++) {
      ring[i] = FeatureVector.load(in);
      waiting++;
    }
  }
}

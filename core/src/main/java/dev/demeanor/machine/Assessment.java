package dev.demeanor.machine;

import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one assessment in a form that is reused from call to call, so that deciding
 * allocates nothing. Valid until the next assessment of the same session. Not thread-safe.
 */
public final class Assessment {

  long sequence;
  Verdict verdict = Verdict.ALLOW;
  int reasonBits;
  double trust;
  double confidence;
  double logOdds;

  private int size;
  private Source[] sources = new Source[2];
  private FeatureVector[] vectors = new FeatureVector[2];
  private String[] detectors = new String[2];
  private @Nullable EnrolledTemplate[] templates = new EnrolledTemplate[2];
  private @Nullable AbstentionReason[] reasons = new AbstentionReason[2];
  private double[] values = new double[2];
  private double[] raws = new double[2];
  private double[] alone = new double[2];
  private double[] priors = new double[2];
  private int[] priorWindows = new int[2];
  private int[] sourceIndexes = new int[2];
  private int required;

  Assessment() {}

  /** Returns the number of the decision within its session, from 1. */
  public long sequence() {
    return sequence;
  }

  /** Returns the verdict that applies when decisions are enforced. */
  public Verdict verdict() {
    return verdict;
  }

  /** Returns the bits of the reasons. */
  public int reasonBits() {
    return reasonBits;
  }

  /** Returns the trust after this assessment. */
  public double trust() {
    return trust;
  }

  /** Returns the confidence after this assessment. */
  public double confidence() {
    return confidence;
  }

  /** Returns the log-odds of genuine after this assessment, before they were bounded. */
  public double logOdds() {
    return logOdds;
  }

  /** Returns the probability of genuine that the unbounded log-odds stand for. */
  public double posterior() {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /** Returns how many windows were assessed. */
  public int windows() {
    return size;
  }

  /** Returns the source of a window. */
  public Source source(int window) {
    return sources[window];
  }

  /** Returns the index of the window's source within its session. */
  public int sourceIndex(int window) {
    return sourceIndexes[window];
  }

  /** Returns the features of a window; valid until further events are observed. */
  public FeatureVector vector(int window) {
    return vectors[window];
  }

  /** Returns why a window gives no evidence, or null when it does. */
  public @Nullable AbstentionReason abstention(int window) {
    return reasons[window];
  }

  /** Returns the evidence of a window in nats, 0 for an abstention. */
  public double evidence(int window) {
    return values[window];
  }

  /** Returns the evidence of a window as if it had been the first, 0 for an abstention. */
  public double alone(int window) {
    return alone[window];
  }

  /** Returns the raw score of a window, 0 for an abstention. */
  public double raw(int window) {
    return raws[window];
  }

  /** Returns what the source had said before a window that gave evidence. */
  public Prior prior(int window) {
    return new Prior(priorWindows[window], priors[window]);
  }

  /** Returns the template a window was compared with, or null when there was none. */
  public @Nullable EnrolledTemplate template(int window) {
    return templates[window];
  }

  /** Returns the evidence of a window as a value of its own. */
  public Evidence toEvidence(int window) {
    String schemaHash = vectors[window].schema().hash();
    AbstentionReason reason = reasons[window];
    EnrolledTemplate template = templates[window];
    long version = template == null ? 0 : template.version();
    if (reason != null) {
      int samples = template == null ? 0 : template.samples();
      return new Evidence.Abstained(
          sources[window], version, schemaHash, reason, samples, required);
    }
    return new Evidence.Present(
        sources[window],
        version,
        schemaHash,
        detectors[window],
        values[window],
        raws[window],
        alone[window]);
  }

  /** Returns the evidence of all windows as values of their own. */
  public List<Evidence> toEvidence() {
    List<Evidence> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(toEvidence(i));
    }
    return list;
  }

  void begin(int requiredSamples) {
    size = 0;
    required = requiredSamples;
  }

  void addAbstention(
      Source source,
      int sourceIndex,
      FeatureVector vector,
      @Nullable EnrolledTemplate template,
      AbstentionReason reason) {
    int i = next(source, sourceIndex, vector, template);
    detectors[i] = "";
    reasons[i] = reason;
    values[i] = 0;
    raws[i] = 0;
    alone[i] = 0;
    priors[i] = 0;
    priorWindows[i] = 0;
  }

  void addEvidence(
      Source source,
      int sourceIndex,
      FeatureVector vector,
      EnrolledTemplate template,
      double value,
      double raw,
      double valueAlone,
      double prior,
      int priorWindow) {
    int i = next(source, sourceIndex, vector, template);
    priors[i] = prior;
    priorWindows[i] = priorWindow;
    detectors[i] = template.detector();
    reasons[i] = null;
    values[i] = value;
    raws[i] = raw;
    alone[i] = valueAlone;
  }

  private int next(
      Source source, int sourceIndex, FeatureVector vector, @Nullable EnrolledTemplate template) {
    if (size == sources.length) {
      int grown = 2 * size;
      sources = Arrays.copyOf(sources, grown);
      vectors = Arrays.copyOf(vectors, grown);
      detectors = Arrays.copyOf(detectors, grown);
      templates = Arrays.copyOf(templates, grown);
      reasons = Arrays.copyOf(reasons, grown);
      values = Arrays.copyOf(values, grown);
      raws = Arrays.copyOf(raws, grown);
      alone = Arrays.copyOf(alone, grown);
      priors = Arrays.copyOf(priors, grown);
      priorWindows = Arrays.copyOf(priorWindows, grown);
      sourceIndexes = Arrays.copyOf(sourceIndexes, grown);
    }
    sources[size] = source;
    sourceIndexes[size] = sourceIndex;
    vectors[size] = vector;
    templates[size] = template;
    return size++;
  }
}

package dev.demeanor.live;

import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.machine.Assessment;
import dev.demeanor.machine.WindowComparison;
import dev.demeanor.policy.VerdictPolicy;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.trust.TrustModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes decisions again by the candidate, off the request path and in the order in which they were
 * made. What it finds is counted and has no effect. It knows no modality that is expected and
 * missing; otherwise it is the path of a decision. Thread-safe.
 */
final class ShadowScoring {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowScoring.class);
  private static final int WAITING = 1_000;

  private final ModelWatch models;
  private final MonitorParts parts;
  private final List<FeatureExtractorProvider> extractors;
  private final List<Modality> modalities;
  private final TrustModel trust;
  private final SerialExecutor executor;
  private final WindowComparison comparison = new WindowComparison();

  ShadowScoring(
      ModelWatch models,
      MonitorParts parts,
      List<FeatureExtractorProvider> extractors,
      List<Modality> modalities,
      Executor executor) {
    this.models = models;
    this.parts = parts;
    this.extractors = extractors;
    this.modalities = modalities;
    this.trust = new TrustModel(parts.config.trust(), modalities);
    this.executor = new SerialExecutor(executor, WAITING);
  }

  /** A window that gave evidence, in a copy of its own. */
  private record Seen(
      TemplateKey key, Source source, int index, FeatureVector window, double alone) {}

  /**
   * Notes what is to be decided again; called under the session's lock.
   *
   * @return what to run when the lock is released, or null when there is nothing to compare
   */
  @Nullable Runnable note(LiveSession session, Assessment assessment, Verdict verdict, long now) {
    Candidate candidate = models.candidate();
    if (candidate == null) {
      return null;
    }
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < assessment.windows(); i++) {
      if (assessment.abstention(i) == null) {
        seen.add(
            new Seen(
                session.templates.key(assessment.sourceIndex(i)),
                assessment.source(i),
                assessment.sourceIndex(i),
                assessment.vector(i).copy(),
                assessment.alone(i)));
      }
    }
    if (seen.isEmpty()) {
      return null;
    }
    return () -> {
      if (!executor.submit(() -> decide(candidate, session, seen, verdict, now))) {
        candidate.addDropped();
      }
    };
  }

  /** Takes feedback into account where the candidate follows the session. */
  void feedback(LiveSession session, boolean passed) {
    if (models.candidate() != null) {
      boolean unused =
          executor.submit(
              () -> {
                ShadowTrust shadow = session.shadow;
                if (shadow != null && passed) {
                  trust.challengePassed(shadow.trust);
                } else if (shadow != null) {
                  trust.challengeFailed(shadow.trust);
                }
              });
    }
  }

  private void decide(
      Candidate candidate, LiveSession session, List<Seen> seen, Verdict verdict, long now) {
    Serving serving = candidate.acquire();
    if (serving == null) {
      return;
    }
    try {
      ShadowTrust shadow = session.shadow;
      if (shadow == null || shadow.candidate != candidate) {
        shadow = new ShadowTrust(candidate, modalities.size());
        session.shadow = shadow;
      }
      shadow.fade(trust.kept(shadow.trust, now));
      double[] evidence = new double[modalities.size()];
      int[] windows = new int[modalities.size()];
      for (Seen each : seen) {
        add(each, shadow, serving, evidence, windows);
      }
      boolean unused = trust.step(shadow.trust, evidence, windows, 0, 0, now);
      Verdict own =
          VerdictPolicy.verdict(
              session.segment,
              trust.trust(shadow.trust),
              trust.confidence(shadow.trust),
              trust.mayDeny(shadow.trust));
      candidate.addDecision(own, verdict);
      models.reportIfDue(candidate);
    } catch (RuntimeException e) {
      candidate.addDropped();
      LOG.warn("a decision could not be made again by the candidate: {}", e.getMessage());
    } finally {
      serving.release();
    }
  }

  private void add(
      Seen each, ShadowTrust shadow, Serving serving, double[] evidence, int[] windows) {
    TemplateAccess.Entry entry = serving.templates.cached(each.key);
    entry = entry == null ? serving.templates.load(each.key) : entry;
    EnrolledTemplate template =
        entry instanceof TemplateAccess.Entry.Found found ? found.template() : null;
    AbstentionReason reason = comparison.compare(template, each.window, parts.config.enrolment());
    if (template == null || reason != null) {
      shadow.candidate.addAbstention();
      return;
    }
    double alone = template.calibration().evidence(comparison.raw());
    shadow.candidate.addWindow(alone, each.alone);
    int modality = modalities.indexOf(each.source.modality());
    double correlation = template.calibration().windowCorrelation();
    evidence[modality] += shadow.joined(each.index, alone, correlation, runs(each.source));
    windows[modality]++;
  }

  private boolean runs(Source source) {
    return extractors.stream()
        .filter(provider -> provider.supports(source))
        .findFirst()
        .map(FeatureExtractorProvider::isRunning)
        .orElse(false);
  }
}

package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.event.Modality;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.trust.TrustConfig;
import dev.demeanor.trust.TrustModel;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Listens to what each decision was based on: the evidence that also goes into the audit. Not
 * thread-safe.
 */
final class HeardEvidence implements DecisionListener {

  /** What one modality said. */
  private static final class Heard {
    private double admitted;
    private int windows;
  }

  private final SortedSet<String> detectors = new TreeSet<>();
  private final Map<Modality, Heard> byModality =
      new TreeMap<>(Comparator.comparing(Modality::name));
  private double sum;
  private int windows;

  /** Forgets what was heard of earlier attempts. */
  void clear() {
    sum = 0;
    windows = 0;
    byModality.clear();
  }

  /** Returns what the evidence heard since comes to, 0 when there was none. */
  double score(Scoring scoring) {
    return switch (scoring) {
      case SUM -> sum;
      case MEAN -> windows > 0 ? sum / windows : 0;
      case FUSED -> fused();
    };
  }

  private double fused() {
    double fused = 0;
    for (Map.Entry<Modality, Heard> entry : byModality.entrySet()) {
      Heard heard = entry.getValue();
      boolean mean = entry.getKey().equals(Modality.POINTER);
      double evidence = mean ? heard.admitted / heard.windows : heard.admitted;
      fused += TrustModel.FUSION_SCALE * TrustConfig.defaults().weight(entry.getKey()) * evidence;
    }
    return fused;
  }

  /** Returns how many windows gave evidence since. */
  int windows() {
    return windows;
  }

  /** Returns whether there was any. */
  boolean isPresent() {
    return windows > 0;
  }

  /** Returns the names of the detectors that gave evidence. */
  SortedSet<String> detectors() {
    return detectors;
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    boolean withheld = decided.decision().has(ReasonCode.EXPECTED_MODALITY_MISSING);
    for (Evidence evidence : decided.evidence()) {
      if (evidence instanceof Evidence.Present heard) {
        sum += heard.value();
        windows++;
        Heard modality = byModality.computeIfAbsent(heard.source().modality(), name -> new Heard());
        modality.admitted += withheld ? Math.min(0, heard.value()) : heard.value();
        modality.windows++;
        detectors.add(heard.detector());
      }
    }
  }
}

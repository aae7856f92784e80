package dev.demeanor.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a version is good enough: better than chance on attempts enough, and no worse than the
 * active one. Stateless.
 */
public final class EvaluationGate {

  private EvaluationGate() {}

  /**
   * Returns why a version may not take the place of another: it was not measured, or too little, or
   * no better than chance, or not on the same recordings, or its error lies above the interval of
   * the active one's.
   */
  public static Optional<GateFailure> check(ModelVersion next, Optional<ModelVersion> active) {
    if (next.evaluation().isEmpty()) {
      return fail("it was never evaluated; train it with folds of at least 2");
    }
    Optional<String> shortfall = LeastStandard.shortfall(next.evaluation().get());
    if (shortfall.isPresent()) {
      return shortfall.map(finding -> new GateFailure(Gate.EVALUATION, finding));
    }
    if (active.isEmpty() || active.get().id().equals(next.id())) {
      return Optional.empty();
    }
    if (active.get().evaluation().isEmpty()) {
      return Optional.empty(); // nothing is known that it could be worse than
    }
    ModelEvaluation its = next.evaluation().get();
    ModelEvaluation old = active.get().evaluation().get();
    if (!its.isComparableTo(old)) {
      return fail(
          String.format(
              Locale.ROOT,
              "it was evaluated on %s (%.12s, %s), the active %s on %s (%.12s, %s);"
                  + " evaluate both on the same recordings",
              its.dataset(),
              its.sha256(),
              its.protocol(),
              active.get().id(),
              old.dataset(),
              old.sha256(),
              old.protocol()));
    }
    if (its.eer() > old.high()) {
      return fail(
          String.format(
              Locale.ROOT,
              "its equal-error rate is %.4f, %.4f above the interval %.4f to %.4f of the active %s",
              its.eer(),
              its.eer() - old.high(),
              old.low(),
              old.high(),
              active.get().id()));
    }
    return Optional.empty();
  }

  private static Optional<GateFailure> fail(String finding) {
    return Optional.of(new GateFailure(Gate.EVALUATION, finding));
  }
}

package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoisoningFiguresTest {

  private final List<MadeAttempt> shift = new ArrayList<>();

  private PoisoningFiguresTest tried(Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      shift.add(made(Attempt.Use.PROBE, verdict, false));
    }
    return this;
  }

  private PoisoningFiguresTest taught(boolean stopped) {
    shift.add(made(Attempt.Use.ATTACK, Verdict.ALLOW, stopped));
    return this;
  }

  private static MadeAttempt made(Attempt.Use use, Verdict verdict, boolean stopped) {
    return new MadeAttempt("s", "slow shift to t", false, use, verdict, false, 1, stopped);
  }

  @Test
  void outcome_acceptedBeforeAnythingWasTaught_isOpen() {
    tried(Verdict.ALLOW, Verdict.ALLOW, Verdict.DENY).taught(false);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.OPEN);
  }

  @Test
  void outcome_stoppedBeforeTheImpostorIsAccepted_isStopped() {
    tried(Verdict.DENY).taught(false).taught(true).tried(Verdict.ALLOW).taught(true);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.STOPPED);
  }

  @Test
  void outcome_acceptedFirst_isTaught() {
    tried(Verdict.DENY).taught(false).tried(Verdict.ALLOW).taught(true);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.TAUGHT);
  }

  @Test
  void outcome_acceptedInTheEnd_isTaught() {
    tried(Verdict.DENY).taught(false).tried(Verdict.ALLOW);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.TAUGHT);
  }

  @Test
  void outcome_halfOfATryAccepted_isNotAcceptedYet() {
    tried(Verdict.DENY).taught(false).tried(Verdict.ALLOW, Verdict.DENY);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.NOT_FOLLOWED);
  }
}

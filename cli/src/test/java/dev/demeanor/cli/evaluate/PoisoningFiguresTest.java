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
      shift.add(made(Attempt.Use.PROBE, verdict, false, false));
    }
    return this;
  }

  private PoisoningFiguresTest taught(boolean stopped) {
    shift.add(made(Attempt.Use.ATTACK, Verdict.ALLOW, stopped, false));
    return this;
  }

  private PoisoningFiguresTest held(boolean... held) {
    for (boolean one : held) {
      shift.add(made(Attempt.Use.ATTACK, Verdict.ALLOW, false, one));
    }
    return this;
  }

  private static MadeAttempt made(Attempt.Use use, Verdict verdict, boolean stopped, boolean held) {
    return new MadeAttempt("s", "slow shift to t", false, use, verdict, false, 1, stopped, held);
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
  void outcome_mostEntriesBetweenTwoTriesHeld_isHeld() {
    tried(Verdict.DENY).held(true, true, false).tried(Verdict.DENY).held(false).tried(Verdict.DENY);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.HELD);
  }

  @Test
  void outcome_halfOfTheEntriesHeld_isNotHeld() {
    tried(Verdict.DENY).held(true, false).tried(Verdict.DENY);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.NOT_FOLLOWED);
  }

  @Test
  void outcome_acceptedAlthoughEntriesWereHeld_isTaught() {
    tried(Verdict.DENY).held(true, true).tried(Verdict.ALLOW).held(true);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.TAUGHT);
  }

  @Test
  void outcome_halfOfATryAccepted_isNotAcceptedYet() {
    tried(Verdict.DENY).taught(false).tried(Verdict.ALLOW, Verdict.DENY);
    assertThat(PoisoningFigures.outcome(shift)).isEqualTo(PoisoningFigures.Shift.NOT_FOLLOWED);
  }
}

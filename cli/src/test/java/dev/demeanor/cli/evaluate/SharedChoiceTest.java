package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.trust.TrustConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedChoiceTest {

  private static HeardSession.Step step(boolean genuine) {
    return new HeardSession.Step(
        genuine, 0, List.of(new HeardSession.Said(Modality.KEYSTROKE, 0)), Verdict.ALLOW);
  }

  /** Ten people whose loss under each candidate is this. */
  private static Map<String, List<TakeOverLoss>> people(double... allowed) {
    Map<String, List<TakeOverLoss>> people = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      people.put(
          "somebody" + i,
          IntStream.range(0, allowed.length)
              .mapToObj(c -> new TakeOverLoss(1, 0, 0, allowed[c]))
              .toList());
    }
    return people;
  }

  @Test
  void on_choosesWhatIsBestOnTheSetsThatChoose() {
    SharedChoice choice =
        new SharedChoice(
            List.of(people(0.5, 0.4, 0.6), people(0.5, 0.4, 0.6), people(0.5, 0.9, 0.1)), 3, 0);
    assertThat(choice.on(List.of(0, 1), 5, 1)).isEqualTo(1);
    assertThat(choice.bestOf(2)).isEqualTo(2);
  }

  @Test
  void on_weighsEachSetAlikeWhateverItsSize() {
    SharedChoice choice = new SharedChoice(List.of(people(0.01, 0.02), people(0.9, 0.7)), 2, 0);
    assertThat(choice.on(List.of(0, 1), 5, 1)).as("twice as bad on one set").isZero();
  }

  @Test
  void within_measuresWhatOneHalfOfASetChoosesOnTheOther() {
    SharedChoice choice = new SharedChoice(List.of(people(0.5, 0.4, 0.6)), 3, 0);
    SharedChoice.Within within = choice.within(0, 5, 1);
    assertThat(within.votes()).containsExactly(0, 10, 0);
    assertThat(within.choice()).isCloseTo(0.4, offset(1e-9));
    assertThat(within.shipped()).isCloseTo(0.5, offset(1e-9));
  }

  @Test
  void within_onPeopleWhoWantTheirOwnEach_showsWhatTheChoiceLosesOnOthers() {
    Map<String, List<TakeOverLoss>> people = new LinkedHashMap<>();
    for (int i = 0; i < 2; i++) {
      people.put(
          "somebody" + i,
          List.of(
              new TakeOverLoss(1, 0, 0, 0.5),
              new TakeOverLoss(1, 0, 0, i == 0 ? 0.1 : 0.9),
              new TakeOverLoss(1, 0, 0, i == 0 ? 0.9 : 0.1)));
    }
    SharedChoice.Within within = new SharedChoice(List.of(people), 3, 0).within(0, 3, 1);
    assertThat(within.votes()).containsExactly(0, 3, 3);
    assertThat(within.choice()).isCloseTo(0.9, offset(1e-9));
    assertThat(within.shipped()).isCloseTo(0.5, offset(1e-9));
  }

  @Test
  void loss_ofASession_countsDenialOfTheSubjectAndDecisionsThatLetTheImpostorGoOn() {
    HeardSession session =
        new HeardSession("somebody", List.of(step(true), step(true), step(false), step(false)));
    TakeOverLoss loss =
        TakeOverLoss.of(
            session, List.of(Verdict.DENY, Verdict.ALLOW, Verdict.ALLOW, Verdict.CHALLENGE));
    assertThat(loss).isEqualTo(new TakeOverLoss(1, 1, 1, 0.5));
    assertThat(loss.value()).isEqualTo(10.5);
    assertThat(new TakeOverLoss(2, 0, 1, 0).value()).isEqualTo(0.5);
  }

  @Test
  void trust_underTheConstantsInUse_isTheModelsOwn() {
    HeardSession session =
        new HeardSession(
            "somebody",
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        new HeardSession.Step(
                            false,
                            i,
                            List.of(new HeardSession.Said(Modality.KEYSTROKE, -6)),
                            Verdict.ALLOW))
                .toList());
    assertThat(new TrustAgain(TrustConfig.defaults()).verdicts(session))
        .containsExactly(Verdict.CHALLENGE, Verdict.DENY, Verdict.DENY);
  }
}

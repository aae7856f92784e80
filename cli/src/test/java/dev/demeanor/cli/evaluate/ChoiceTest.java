package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChoiceTest {

  /** Attempts of eight people, genuine and impostors' this far apart. */
  private static List<ScoredAttempt> attempts(double apart, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int person = 0; person < 8; person++) {
      for (int i = 0; i < 40; i++) {
        boolean genuine = i % 2 == 0;
        double score = random.nextGaussian() + (genuine ? apart : 0);
        attempts.add(new ScoredAttempt("p" + person, genuine, score, i, Verdict.ALLOW, false));
      }
    }
    return attempts;
  }

  @Test
  void among_choosesWhatIsBetterForEverybody() {
    List<ScoredAttempt> usual = attempts(1, 1);
    Choice choice =
        Choice.among(usual, List.of(usual, attempts(3, 2)), Criterion.MEAN_EER, 2, 5, 1);

    assertThat(choice.chosen()).containsExactly(0, 10);
    assertThat(choice.choice()).isLessThan(choice.usual());
    assertThat(choice.wins()).isEqualTo(choice.parts()).isEqualTo(10);
  }

  @Test
  void among_valuesThatDifferByChanceOnly_isNoBetterThanTheUsualOnOthers() {
    List<ScoredAttempt> usual = attempts(1, 1);
    List<List<ScoredAttempt>> byChance = new ArrayList<>();
    for (int seed = 2; seed < 10; seed++) {
      byChance.add(attempts(1, seed));
    }
    Choice choice = Choice.among(usual, byChance, Criterion.MEAN_EER, 2, 20, 1);

    assertThat(choice.choice()).isGreaterThan(choice.usual() - 0.01);
    assertThat(choice.chosen().stream().filter(times -> times > 0).count()).isGreaterThan(2);
  }

  @Test
  void among_isTheSameForTheSameSeed() {
    List<ScoredAttempt> usual = attempts(1, 1);
    List<List<ScoredAttempt>> candidates = List.of(usual, attempts(1, 2));
    assertThat(Choice.among(usual, candidates, Criterion.POOLED_EER, 3, 4, 7))
        .isEqualTo(Choice.among(usual, candidates, Criterion.POOLED_EER, 3, 4, 7));
  }
}

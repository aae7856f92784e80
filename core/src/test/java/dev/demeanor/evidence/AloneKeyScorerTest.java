package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AloneKeyScorerTest {

  private static final int SUBJECT = 3;

  @Test
  void score_isHigherForTheSubjectThanForOthers() {
    KeyScorer scorer = scorer(KeyHistogramConstants.USUAL);

    double own = raw(scorer, SUBJECT);
    for (int other = SUBJECT + 1; other < SUBJECT + 6; other++) {
      assertThat(raw(scorer, other)).isLessThan(own);
    }
  }

  @Test
  void score_doesNotDependOnHowManyKeysThereAre() {
    FeatureVector once = SimulatedTyping.block(SUBJECT, new SplittableRandom(4), 1);
    FeatureVector twice = once.copy();
    for (int i = 0; i < once.tokenCount(); i++) {
      twice.addToken(once.token(i));
    }
    KeyScorer scorer = scorer(KeyHistogramConstants.USUAL);

    assertThat(raw(scorer, twice)).isEqualTo(raw(scorer, once), within(1e-9));
  }

  @Test
  void score_leavesDwellsOutWhenTheyWeighNothing() {
    ProviderOptions options =
        ProviderOptions.none().with("dwell-weight", "0").with("use-weight", "0");
    ScoreBuffer out = new ScoreBuffer();
    FeatureVector window = SimulatedTyping.block(SUBJECT, new SplittableRandom(5), 1);
    out.begin(window.size());
    scorer(KeyHistogramConstants.from(options)).score(window, 50, out);

    for (int timing = 0; timing < FreeTextBins.CLASSES; timing++) {
      assertThat(out.contribution(KeyScorer.FIRST_TIMING_FEATURE + timing)).isZero();
    }
    assertThat(out.raw()).isNotZero();
  }

  @Test
  void contributions_standAtTheFeatureOfTheirTiming() {
    FeatureVector window = SimulatedTyping.block(SUBJECT, new SplittableRandom(6), 1);
    ScoreBuffer out = new ScoreBuffer();
    out.begin(window.size());
    scorer(KeyHistogramConstants.USUAL).score(window, 50, out);

    for (int i = 0; i < window.size(); i++) {
      if (out.contribution(i) != 0) {
        assertThat(window.schema().features().get(i).name())
            .matches("(dwell|press-press|flight)\\.[A-Z_.]+");
        assertThat(window.isMissing(i)).as("contributes without being there").isFalse();
      }
    }
  }

  private static KeyScorer scorer(KeyHistogramConstants constants) {
    return new AloneKeyScorer(SimulatedTyping.enrolled(SUBJECT, 1), constants);
  }

  private static double raw(KeyScorer scorer, int who) {
    return raw(scorer, SimulatedTyping.block(who, new SplittableRandom(7), 1));
  }

  private static double raw(KeyScorer scorer, FeatureVector window) {
    ScoreBuffer out = new ScoreBuffer();
    out.begin(window.size());
    scorer.score(window, KeyScorer.keys(window), out);
    return out.raw();
  }
}

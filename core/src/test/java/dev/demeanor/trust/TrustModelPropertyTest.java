package dev.demeanor.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.Modality;
import dev.demeanor.simulated.Draws;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for any sequence of evidence. */
class TrustModelPropertyTest {

  private static final int SEEDS = 2_000;
  private static final double ROUNDING = 1e-12;
  private static final List<Modality> MODALITIES =
      List.of(Modality.KEYSTROKE, Modality.POINTER, Modality.NAVIGATION);

  private static TrustModel model(Fusion fusion) {
    return new TrustModel(TrustConfig.defaults().withFusion(fusion), MODALITIES);
  }

  /** Steps with random evidence of the modalities in {@code allowed}; returns the new time. */
  private static long randomStep(
      TrustModel model, TrustState state, Draws draws, int allowed, int expected, long now) {
    double[] evidence = new double[3];
    int[] windows = new int[3];
    for (int m = 0; m < 3; m++) {
      if ((allowed & 1 << m) != 0 && draws.uniform() < 0.6) {
        windows[m] = 1 + draws.below(3);
        evidence[m] = draws.uniform(-6, 6);
      }
    }
    long later = now + draws.below(1_200_000);
    model.step(state, evidence, windows, expected, 0, later);
    return later;
  }

  @ParameterizedTest
  @EnumSource
  void trust_whileExpectedModalityIsMissing_neverExceedsItsValueBefore(Fusion fusion) {
    TrustModel model = model(fusion);
    int fell = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Draws draws = new Draws(seed);
      TrustState state = new TrustState(3);
      long now = 0;
      for (int i = draws.below(6); i > 0; i--) {
        now = randomStep(model, state, draws, 0b111, 0b001, now);
      }
      double before = model.trust(state);
      double ceiling = before;
      for (int i = 0; i < 12; i++) {
        now = randomStep(model, state, draws, 0b110, 0b001, now);
        assertThat(model.trust(state))
            .as("trust at step %d of the gap, seed %d", i, seed)
            .isLessThanOrEqualTo(ceiling + ROUNDING);
      }
      fell += model.trust(state) < before ? 1 : 0;
    }
    assertThat(fell).as("gaps in which evidence against still counted").isGreaterThan(SEEDS / 2);
  }

  @ParameterizedTest
  @EnumSource
  void trust_whileWaiting_neverRises(Fusion fusion) {
    TrustModel model = model(fusion);
    for (long seed = 0; seed < SEEDS; seed++) {
      Draws draws = new Draws(seed);
      TrustState state = new TrustState(3);
      long now = 0;
      for (int i = 0; i < 5; i++) {
        now = randomStep(model, state, draws, 0b111, 0, now);
      }
      double trust = model.trust(state);
      for (int i = 0; i < 5; i++) {
        now = randomStep(model, state, draws, 0, 0b111, now);
        assertThat(model.trust(state)).as("seed %d", seed).isLessThanOrEqualTo(trust + ROUNDING);
        trust = model.trust(state);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void trust_afterAnything_isAProbabilityWithinTheClamp(Fusion fusion) {
    TrustModel model = model(fusion);
    for (long seed = 0; seed < SEEDS; seed++) {
      Draws draws = new Draws(seed);
      TrustState state = new TrustState(3);
      long now = 0;
      for (int i = 0; i < 10; i++) {
        now = randomStep(model, state, draws, 0b111, draws.below(8), now);
        if (draws.uniform() < 0.1) {
          model.challengeFailed(state);
        } else if (draws.uniform() < 0.1) {
          model.challengePassed(state);
        }
        assertThat(Math.abs(state.accumulated())).isLessThanOrEqualTo(6.0);
        assertThat(model.trust(state)).isBetween(0.0, 1.0);
        assertThat(model.confidence(state)).isBetween(0.0, 1.0);
      }
    }
  }
}

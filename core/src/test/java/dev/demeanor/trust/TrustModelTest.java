package dev.demeanor.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.policy.VerdictPolicy;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustModelTest {

  private static final List<Modality> MODALITIES =
      List.of(Modality.KEYSTROKE, Modality.POINTER, Modality.NAVIGATION);
  private static final int KEYSTROKE = 1;
  private static final long MINUTE = 60_000;

  private final TrustConfig config = TrustConfig.defaults();
  private final TrustModel model = new TrustModel(config, MODALITIES);
  private final TrustModel pool = new TrustModel(config.withFusion(Fusion.LINEAR_POOL), MODALITIES);
  private final TrustState state = new TrustState(3);

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static boolean step(TrustModel model, TrustState state, long now, double... evidence) {
    return step(model, state, now, 0, 0, evidence);
  }

  /** NaN stands for an absent modality. */
  private static boolean step(
      TrustModel model, TrustState state, long now, int expected, int excused, double... evidence) {
    int[] windows = new int[evidence.length];
    for (int m = 0; m < windows.length; m++) {
      windows[m] = Double.isNaN(evidence[m]) ? 0 : 1;
    }
    return model.step(state, evidence, windows, expected, excused, now);
  }

  @Test
  void trust_beforeAnyEvidence_isThePrior() {
    assertThat(model.trust(state)).isCloseTo(0.95, within(1e-15));
    assertThat(pool.trust(state)).isCloseTo(0.95, within(1e-15));
  }

  @Test
  void step_addsThreeTimesWeightTimesEvidence() {
    step(model, state, 0, 0.5, -1.0, 0.25);
    double sum = 3 * (0.4 * 0.5 + 0.3 * -1.0 + 0.3 * 0.25);
    assertThat(state.accumulated()).isCloseTo(sum, within(1e-15));
    assertThat(model.trust(state)).isCloseTo(sigmoid(logit(0.95) + sum), within(1e-15));
  }

  @Test
  void step_accumulatesOverAssessments() {
    step(model, state, 0, 0.5, Double.NaN, Double.NaN);
    step(model, state, 0, -2.0, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(1.2 * (0.5 - 2.0), within(1e-15));
  }

  @Test
  void step_absentModality_addsNothingWhateverItsNumberSays() {
    model.step(state, new double[] {1, 99, -99}, new int[] {1, 0, 0}, 0, 0, 0);
    assertThat(state.accumulated()).as("not renormalised").isCloseTo(1.2, within(1e-15));
  }

  @Test
  void step_modalityWithoutWeight_hasTheDefaultWeight() {
    TrustModel other = new TrustModel(config, List.of(new Modality("gait")));
    TrustState gait = new TrustState(1);
    step(other, gait, 0, 1.0);
    assertThat(gait.accumulated()).isCloseTo(3 * 0.3, within(1e-15));
  }

  @Test
  void step_clampsOnBothSides() {
    for (int i = 0; i < 20; i++) {
      step(model, state, 0, 5.0, 5.0, 5.0);
    }
    assertThat(state.accumulated()).isEqualTo(3.0);
    for (int i = 0; i < 20; i++) {
      step(model, state, 0, -5.0, -5.0, -5.0);
    }
    assertThat(state.accumulated()).isEqualTo(-6.0);
  }

  @Test
  void step_creditBeyondTheClamp_isForgotten() {
    TrustState rich = new TrustState(3);
    for (int i = 0; i < 100; i++) {
      step(model, rich, 0, 6.0, 6.0, 6.0);
    }
    step(model, state, 0, 6.0, 6.0, 6.0);
    step(model, rich, 0, -4.0, -4.0, -4.0);
    step(model, state, 0, -4.0, -4.0, -4.0);
    assertThat(model.trust(rich)).isEqualTo(model.trust(state));
  }

  @Test
  void step_halvesCreditInItsHalfLife() {
    step(model, state, 1_000, 2.0, Double.NaN, Double.NaN);
    step(model, state, 1_000 + 30 * MINUTE, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(1.2, within(1e-15));
  }

  @Test
  void step_decaysBeforeItAdds() {
    step(model, state, 0, 2.0, Double.NaN, Double.NaN);
    step(model, state, 30 * MINUTE, 1.0, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(1.2 + 1.2, within(1e-15));
  }

  @Test
  void step_evidenceAgainst_neverFades() {
    step(model, state, 0, -2.0, Double.NaN, Double.NaN);
    step(model, state, 10_000_000 * MINUTE, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(-2.4, within(1e-15));
  }

  @Test
  void step_clockSetBack_countsAsStandingStill() {
    step(model, state, 60 * MINUTE, 2.0, Double.NaN, Double.NaN);
    step(model, state, 0, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(2.4, within(1e-15));
    step(model, state, 60 * MINUTE, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated())
        .as("the time that was set back is not spent twice")
        .isCloseTo(2.4, within(1e-15));
    step(model, state, 90 * MINUTE, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(1.2, within(1e-15));
  }

  @Test
  void step_expectedModalityMissing_withholdsEvidenceInFavour() {
    boolean withheld = step(model, state, 0, KEYSTROKE, 0, Double.NaN, 3.0, Double.NaN);
    assertThat(withheld).isTrue();
    assertThat(state.accumulated()).isZero();
  }

  @Test
  void step_expectedModalityMissing_admitsEvidenceAgainst() {
    step(model, state, 0, KEYSTROKE, 0, Double.NaN, -3.0, 2.0);
    assertThat(state.accumulated()).isCloseTo(-2.7, within(1e-15));
  }

  @Test
  void step_expectedModalityMissingFromTheStart_evidenceAgainstCountsAsConfidence() {
    step(model, state, 0, KEYSTROKE, 0, Double.NaN, -3.0, Double.NaN);
    assertThat(model.confidence(state)).isCloseTo(0.5, within(1e-15));
    assertThat(
            VerdictPolicy.verdict(
                SegmentPolicy.defaults(), model.trust(state), model.confidence(state), true))
        .as("an impostor who leaves out what is expected")
        .isEqualTo(Verdict.CHALLENGE);
  }

  @Test
  void step_expectedModalityMissingFromTheStart_evidenceAgainstLowersThePool() {
    step(pool, state, 0, KEYSTROKE, 0, Double.NaN, -3.0, Double.NaN);
    assertThat(pool.trust(state)).isCloseTo(sigmoid(logit(0.95) - 3), within(1e-12));
  }

  @Test
  void step_expectedModalityMissing_newModalityNeverRaisesThePool() {
    step(pool, state, 0, -4.0, Double.NaN, Double.NaN);
    double before = pool.trust(state);
    step(pool, state, 0, KEYSTROKE, 0, Double.NaN, -0.5, Double.NaN);
    assertThat(pool.trust(state)).isLessThanOrEqualTo(before);
  }

  @Test
  void step_expectedModalityMissing_evidenceAgainstIsRememberedForThePool() {
    step(pool, state, 0, -4.0, Double.NaN, Double.NaN);
    step(pool, state, 0, KEYSTROKE, 0, Double.NaN, -0.5, Double.NaN);
    step(pool, state, 0, 0.0, 0.0, Double.NaN);
    double keystroke = sigmoid(logit(0.95) - 4);
    double pointer = sigmoid(logit(0.95) - 0.5);
    assertThat(pool.trust(state)).isCloseTo((0.4 * keystroke + 0.3 * pointer) / 0.7, within(1e-12));
  }

  @Test
  void step_expectedModalityMissing_evidenceWithheldGivesNoConfidence() {
    step(model, state, 0, KEYSTROKE, 0, Double.NaN, 3.0, Double.NaN);
    assertThat(model.confidence(state)).isZero();
  }

  @Test
  void step_expectedModalityExcused_withholdsNothing() {
    boolean withheld = step(model, state, 0, KEYSTROKE, KEYSTROKE, Double.NaN, 3.0, Double.NaN);
    assertThat(withheld).isFalse();
    assertThat(state.accumulated()).isCloseTo(2.7, within(1e-15));
  }

  @Test
  void step_nothingPresent_isNoGap() {
    assertThat(step(model, state, 0, KEYSTROKE, 0, Double.NaN, Double.NaN, Double.NaN)).isFalse();
  }

  @Test
  void step_linearPool_givesTheMeanOfTheClassicRule() {
    double[] evidence = {
      logit(0.9) - logit(0.95), logit(0.8) - logit(0.95), logit(0.7) - logit(0.95)
    };
    step(pool, state, 0, evidence);
    assertThat(pool.trust(state)).isCloseTo(0.81, within(1e-12));
    assertThat(
            VerdictPolicy.verdict(
                SegmentPolicy.defaults(), pool.trust(state), pool.confidence(state), true))
        .isEqualTo(Verdict.ALLOW);
  }

  @Test
  void trust_linearPool_isTheMeanOverModalitiesSeen() {
    step(pool, state, 0, logit(0.9) - logit(0.95), Double.NaN, logit(0.7) - logit(0.95));
    assertThat(pool.trust(state)).isCloseTo((0.4 * 0.9 + 0.3 * 0.7) / 0.7, within(1e-12));
  }

  @Test
  void confidence_isMeanOfWindowsAgainstWindowsForHalf() {
    assertThat(model.confidence(state)).isZero();
    step(model, state, 0, 1.0, Double.NaN, Double.NaN);
    assertThat(model.confidence(state)).isCloseTo(0.5, within(1e-15));
    model.step(state, new double[] {0, 0, 0}, new int[] {2, 1, 0}, 0, 0, 0);
    assertThat(model.confidence(state)).isCloseTo((0.4 * 3 / 4 + 0.3 * 1 / 2) / 0.7, within(1e-15));
  }

  @Test
  void challengePassed_gives_allTheCreditThereCanBe() {
    step(model, state, 0, -3.0, 1.0, Double.NaN);
    model.challengePassed(state);
    assertThat(state.accumulated()).isEqualTo(3);
    assertThat(model.trust(state)).isCloseTo(sigmoid(logit(0.95) + 3), within(1e-15));
    pool.challengePassed(state);
    assertThat(pool.trust(state)).isCloseTo(sigmoid(logit(0.95) + 6), within(1e-12));
  }

  @Test
  void challengePassed_isNoCreditForEver() {
    step(model, state, 0, -3.0, Double.NaN, Double.NaN);
    model.challengePassed(state);
    step(model, state, 30 * MINUTE, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void logOdds_tellAlarmsApartBeyondTheBound() {
    step(model, state, 0, -4.0, -4.0, -4.0);
    double grave = model.logOdds(state);
    assertThat(state.accumulated()).isEqualTo(-6);
    assertThat(grave).isCloseTo(logit(0.95) - 2.4 - 7.2, within(1e-12));
    step(model, state, 0, 0.0, Double.NaN, Double.NaN);
    assertThat(model.logOdds(state))
        .as("the next step starts from the bound")
        .isCloseTo(logit(0.95) - 6, within(1e-12));
  }

  @Test
  void logOdds_withinTheBound_areThoseOfTrust() {
    step(model, state, 0, 0.5, Double.NaN, 0.25);
    assertThat(model.logOdds(state)).isCloseTo(logit(model.trust(state)), within(1e-12));
    step(pool, state, 0, 0.5, Double.NaN, 0.25);
    assertThat(pool.logOdds(state)).isCloseTo(logit(pool.trust(state)), within(1e-12));
  }

  @Test
  void challengeFailed_takesCreditAndCountsAgainst() {
    step(model, state, 0, 1.0, Double.NaN, Double.NaN);
    double pooled = pool.trust(state);
    model.challengeFailed(state);
    assertThat(state.accumulated()).isEqualTo(-6);
    assertThat(pool.trust(state)).isLessThan(pooled);
  }

  @Test
  void challengeFailed_againAndAgain_staysWithinTheClamp() {
    for (int i = 0; i < 10; i++) {
      model.challengeFailed(state);
    }
    assertThat(state.accumulated()).isEqualTo(-6.0);
  }

  @Test
  void load_givesTheSameState() {
    step(model, state, 1_234, 1.0, -2.0, Double.NaN);
    TrustState loaded = new TrustState(3);
    loaded.load(new StateReader(save(state)));
    assertThat(save(loaded)).isEqualTo(save(state));
    step(model, state, 99_999, -0.3, 0.7, 0.1);
    step(model, loaded, 99_999, -0.3, 0.7, 0.1);
    assertThat(model.trust(loaded)).isEqualTo(model.trust(state));
    assertThat(model.confidence(loaded)).isEqualTo(model.confidence(state));
  }

  @Test
  void load_damagedState_isCorrupt() {
    byte[] saved = save(state);
    for (int length = 0; length < saved.length; length++) {
      byte[] cut = Arrays.copyOf(saved, length);
      assertThatThrownBy(() -> new TrustState(3).load(new StateReader(cut)))
          .isInstanceOf(CorruptStateException.class);
    }
    assertThatThrownBy(() -> new TrustState(2).load(new StateReader(saved)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("modalities");
  }

  @Test
  void load_evidenceThatIsNoNumber_isCorrupt() {
    byte[] state =
        new StateWriter().putInt(1).putInt(3).putDouble(Double.NaN).putLong(0).toByteArray();
    assertThatThrownBy(() -> new TrustState(3).load(new StateReader(state)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void newState_outsideItsRange_isRefused() {
    for (int wrong : new int[] {0, 32}) {
      assertThatThrownBy(() -> new TrustState(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("modalities must be 1 to 31, was " + wrong);
    }
  }

  @Test
  void halfLife_ofAges_fadesNothing() {
    TrustModel patient =
        new TrustModel(config.withCreditHalfLife(Duration.ofSeconds(Long.MAX_VALUE)), MODALITIES);
    step(patient, state, 0, 1.0, Double.NaN, Double.NaN);
    step(patient, state, 1_000 * MINUTE, Double.NaN, Double.NaN, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(1.2, within(1e-9));
  }

  @Test
  void weights_ofTheConfiguration_apply() {
    TrustModel weighted =
        new TrustModel(config.withWeights(Map.of(Modality.POINTER, 1.0)), MODALITIES);
    step(weighted, state, 0, Double.NaN, 1.0, Double.NaN);
    assertThat(state.accumulated()).isCloseTo(3.0, within(1e-15));
  }

  private static byte[] save(TrustState state) {
    StateWriter out = new StateWriter();
    state.save(out);
    return out.toByteArray();
  }

  @Test
  void logOdds_ofAPoolThatIsSure_isFinite() {
    TrustModel sure =
        new TrustModel(
            config.withFusion(Fusion.LINEAR_POOL).withMaxAccumulated(1000).withPrior(0.5),
            MODALITIES);
    step(sure, state, 0, Double.NaN, 0, Double.NaN);
    sure.challengePassed(state);
    assertThat(sure.trust(state)).isEqualTo(1);
    assertThat(sure.logOdds(state)).isFinite().isGreaterThan(30);
    step(sure, state, 0, Double.NaN, -2000, Double.NaN);
    assertThat(sure.trust(state)).isZero();
    assertThat(sure.logOdds(state)).isFinite().isLessThan(-700);
  }
}

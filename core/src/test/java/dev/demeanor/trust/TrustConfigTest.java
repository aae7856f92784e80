package dev.demeanor.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Modality;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrustConfigTest {

  private static final TrustConfig DEFAULTS = TrustConfig.defaults();

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static TrustConfig with(double windowsForHalf, double penalty) {
    return new TrustConfig(
        Fusion.EVIDENCE,
        Map.of(),
        0.9,
        6,
        Duration.ofMinutes(1),
        windowsForHalf,
        penalty,
        TrustLimits.none());
  }

  @Test
  void defaults_areThoseOfTheDocumentation() {
    assertThat(DEFAULTS.fusion()).isEqualTo(Fusion.EVIDENCE);
    assertThat(DEFAULTS.prior()).isEqualTo(0.95);
    assertThat(DEFAULTS.weight(Modality.KEYSTROKE)).isEqualTo(0.4);
    assertThat(DEFAULTS.weight(Modality.POINTER)).isEqualTo(0.3);
    assertThat(DEFAULTS.weight(Modality.NAVIGATION)).isEqualTo(0.3);
    assertThat(DEFAULTS.weight(new Modality("gait"))).isEqualTo(TrustConfig.DEFAULT_WEIGHT);
  }

  @Test
  void prior_outsideItsRange_isRefusedByNameAndValue() {
    refused(() -> DEFAULTS.withPrior(0), "prior must be in (0, 1), was 0.0");
    refused(() -> DEFAULTS.withPrior(1), "prior must be in (0, 1), was 1.0");
    refused(() -> DEFAULTS.withPrior(Double.NaN), "prior must be in (0, 1), was NaN");
  }

  @Test
  void weights_notAboveZero_areRefusedByNameAndValue() {
    refused(
        () -> DEFAULTS.withWeights(Map.of(Modality.POINTER, 0.0)),
        "weight of pointer must be > 0, was 0.0");
    refused(
        () -> DEFAULTS.withWeights(Map.of(Modality.POINTER, Double.POSITIVE_INFINITY)),
        "weight of pointer must be > 0, was Infinity");
  }

  @Test
  void maxAccumulated_notAboveZero_isRefusedByNameAndValue() {
    refused(() -> DEFAULTS.withMaxAccumulated(-1), "maxAccumulated must be > 0, was -1.0");
  }

  @Test
  void creditHalfLife_notAboveZero_isRefusedByNameAndValue() {
    refused(
        () -> DEFAULTS.withCreditHalfLife(Duration.ZERO),
        "creditHalfLife must be positive, was PT0S");
    refused(
        () -> DEFAULTS.withCreditHalfLife(Duration.ofSeconds(-1)),
        "creditHalfLife must be positive, was PT-1S");
  }

  @Test
  void windowsForHalfConfidence_notAboveZero_isRefusedByNameAndValue() {
    refused(() -> with(0, 1), "windowsForHalfConfidence must be > 0, was 0.0");
  }

  @Test
  void challengeFailedPenalty_belowZero_isRefusedByNameAndValue() {
    refused(() -> with(1, -0.5), "challengeFailedPenalty must be >= 0, was -0.5");
    refused(() -> with(1, Double.NaN), "challengeFailedPenalty must be >= 0, was NaN");
    assertThat(with(1, 0).challengeFailedPenalty()).isZero();
  }

  @Test
  void weights_areCopied() {
    Map<Modality, Double> weights = new HashMap<>(Map.of(Modality.POINTER, 0.5));
    TrustConfig config = DEFAULTS.withWeights(weights);
    weights.put(Modality.POINTER, 9.0);
    assertThat(config.weight(Modality.POINTER)).isEqualTo(0.5);
  }

  @Test
  void canonical_differsWheneverTheConfigurationDoes() {
    List<TrustConfig> different =
        List.of(
            DEFAULTS,
            DEFAULTS.withFusion(Fusion.LINEAR_POOL),
            DEFAULTS.withPrior(0.9),
            DEFAULTS.withWeights(Map.of()),
            DEFAULTS.withMaxAccumulated(5),
            DEFAULTS.withCreditHalfLife(Duration.ofMinutes(1)),
            with(2, 1),
            with(1, 2));
    assertThat(different.stream().map(TrustConfig::canonical)).doesNotHaveDuplicates();
  }

  @Test
  void canonical_isEqualForEqualConfigurations() {
    Map<Modality, Double> weights = Map.of(Modality.POINTER, 0.5, Modality.KEYSTROKE, 0.2);
    Stream<TrustConfig> equal =
        Stream.of(weights, new HashMap<>(weights)).map(DEFAULTS::withWeights);
    assertThat(equal.map(TrustConfig::canonical).distinct()).hasSize(1);
  }
}

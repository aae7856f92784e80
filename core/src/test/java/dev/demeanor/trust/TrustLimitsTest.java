package dev.demeanor.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.event.Modality;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustLimitsTest {

  private static final int KEYSTROKE = 0;
  private static final int NAVIGATION = 1;

  private final TrustConfig config = TrustConfig.defaults();
  private final TrustModel model = model(config);
  private final TrustState state = new TrustState(2);

  private static TrustModel model(TrustConfig config) {
    return new TrustModel(config, List.of(Modality.KEYSTROKE, Modality.NAVIGATION));
  }

  private static void add(
      TrustModel model, TrustState state, int modality, int windows, double evidence) {
    double[] said = new double[2];
    int[] counts = new int[2];
    said[modality] = evidence;
    counts[modality] = windows;
    model.step(state, said, counts, 0, 0, 0);
  }

  @Test
  void step_oneWindow_takesNoMoreThanItsBound() {
    add(model, state, KEYSTROKE, 1, -6);
    assertThat(state.accumulated()).isEqualTo(-2.4);
  }

  @Test
  void step_severalWindows_takeAsManyBounds() {
    add(model, state, KEYSTROKE, 2, -12);
    assertThat(state.accumulated()).isEqualTo(-4.8);
  }

  @Test
  void step_modalityWithoutBound_takesAllItSays() {
    add(model, state, NAVIGATION, 1, -6);
    assertThat(state.accumulated()).isCloseTo(-5.4, within(1e-12));
  }

  @Test
  void step_creditEndsAtItsBound() {
    for (int i = 0; i < 5; i++) {
      add(model, state, KEYSTROKE, 1, 3);
    }
    assertThat(state.accumulated()).isEqualTo(3.0);
  }

  @Test
  void step_withoutLimits_isBoundedByTheClampOnly() {
    TrustModel free = model(config.withLimits(TrustLimits.none()));
    for (int i = 0; i < 3; i++) {
      add(free, state, KEYSTROKE, 1, 3);
    }
    assertThat(state.accumulated()).isEqualTo(6.0);
    add(free, state, KEYSTROKE, 1, -6);
    assertThat(state.accumulated()).isCloseTo(-1.2, within(1e-12));
  }

  @Test
  void mayDeny_whenOnlyNavigationSpeaksAgainst_isFalse() {
    add(model, state, KEYSTROKE, 1, 0.1);
    add(model, state, NAVIGATION, 4, -6);
    assertThat(model.mayDeny(state)).isFalse();
  }

  @Test
  void mayDeny_whenAnotherModalitySpeaksAgainst_isTrue() {
    add(model, state, NAVIGATION, 4, -6);
    add(model, state, KEYSTROKE, 1, -0.1);
    assertThat(model.mayDeny(state)).isTrue();
  }

  @Test
  void mayDeny_afterAFailedChallenge_isTrue() {
    add(model, state, NAVIGATION, 4, -6);
    model.challengeFailed(state);
    assertThat(model.mayDeny(state)).isTrue();
  }

  @Test
  void mayDeny_whenTypingAloneUsedUpItsCredit_isTrueNoLaterThanTrustFallsUnderAnyThreshold() {
    for (int i = 0; i < 9; i++) {
      add(model, state, KEYSTROKE, 1, 6);
    }
    while (state.accumulated() >= 0) {
      add(model, state, KEYSTROKE, 1, -0.7);
    }
    assertThat(model.mayDeny(state)).isTrue();
  }

  @Test
  void mayDeny_whenNoModalityIsRestrained_isTrue() {
    TrustLimits limits = TrustLimits.defaults().withChallengeOnly(Set.of());
    assertThat(model(config.withLimits(limits)).mayDeny(state)).isTrue();
  }

  @Test
  void limits_notAboveZero_areRefusedByNameAndValue() {
    TrustLimits limits = TrustLimits.defaults();
    assertThatThrownBy(() -> limits.withMaxCredit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxCredit must be > 0, was 0.0");
    assertThatThrownBy(() -> limits.withMaxFall(Map.of(Modality.POINTER, -1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxFall of pointer must be > 0, was -1.0");
  }
}

package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.ProviderOptions;
import org.junit.jupiter.api.Test;

class PointerConstantsTest {

  @Test
  void from_takesWhatIsGivenAndTheUsualForTheRest() {
    PointerConstants constants = PointerConstants.from(ProviderOptions.none().with("clip", "3"));

    assertThat(constants.clip).isEqualTo(3);
    assertThat(constants.nats).isEqualTo(PointerConstants.USUAL.nats);
  }

  @Test
  void from_anUnknownConstant_isRefused() {
    assertThatThrownBy(() -> PointerConstants.from(ProviderOptions.none().with("clips", "3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"shrunk-mahalanobis\" has no constant \"clips\"");
  }

  @Test
  void toUsual_growsWithTheActions_moreSlowlyThanIfTheyWereIndependent() {
    PointerConstants usual = PointerConstants.USUAL;
    assertThat(usual.toUsual(16)).isEqualTo(1, within(1e-12));
    assertThat(usual.toUsual(64)).isGreaterThan(1.3).isLessThan(2);
    assertThat(usual.toUsual(1_000_000)).isEqualTo(usual.toUsual(511));
  }

  @Test
  void nats_ofHalfTheActions_areHalf() {
    PointerConstants usual = PointerConstants.USUAL;
    assertThat(usual.nats((int) usual.halfActions)).isEqualTo(usual.nats / 2);
  }

  @Test
  void kept_isAllUntilTheHorizon() {
    PointerConstants usual = PointerConstants.USUAL;
    assertThat(usual.kept(usual.horizonWindows - 1)).isEqualTo(1);
    assertThat(usual.kept(usual.horizonWindows)).isLessThan(1);
  }
}

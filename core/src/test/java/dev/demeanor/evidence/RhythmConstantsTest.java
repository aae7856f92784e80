package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import org.junit.jupiter.api.Test;

class RhythmConstantsTest {

  @Test
  void from_takesWhatIsGivenAndTheUsualForTheRest() {
    RhythmConstants constants = RhythmConstants.from(ProviderOptions.none().with("centre", "8"));

    assertThat(constants.centre).isEqualTo(8);
    assertThat(constants.clip).isEqualTo(RhythmConstants.USUAL.clip);
  }

  @Test
  void from_namesTheConstantsWhenOneIsUnknown() {
    assertThatThrownBy(() -> RhythmConstants.from(ProviderOptions.none().with("center", "8")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"rhythm\" has no constant \"center\"")
        .hasMessageContaining("centre");
  }

  @Test
  void from_refusesAValueOutOfRange() {
    assertThatThrownBy(() -> RhythmConstants.from(ProviderOptions.none().with("centre", "0")))
        .hasMessage("centre must be a number from 1.0 to 1000.0, was \"0\"");
  }
}

package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import org.junit.jupiter.api.Test;

class KeyHistogramConstantsTest {

  @Test
  void from_takesWhatIsGivenAndTheUsualForTheRest() {
    KeyHistogramConstants constants =
        KeyHistogramConstants.from(ProviderOptions.none().with("session-width", "2"));

    assertThat(constants.sessionWidth).isEqualTo(2);
    assertThat(constants.ridge).isEqualTo(KeyHistogramConstants.USUAL.ridge);
  }

  @Test
  void from_namesTheConstantsWhenOneIsUnknown() {
    assertThatThrownBy(
            () -> KeyHistogramConstants.from(ProviderOptions.none().with("session-with", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"key-histogram\" has no constant \"session-with\"")
        .hasMessageContaining("session-width");
  }
}

package dev.demeanor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SourceTest {

  @Test
  void modality_takesLowerCaseNames() {
    assertThat(new Modality("scroll-rhythm-2").name()).isEqualTo("scroll-rhythm-2");
    assertThat(new Modality("m".repeat(32)).name()).hasSize(32);
  }

  @Test
  void modality_refusesOtherNames() {
    for (String name : new String[] {"", "Keys", "2d", "a b", "a_b", "m".repeat(33), "\u00e9"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Modality(name))
          .withMessageContainingAll("modality name must match", "\"" + name + "\"");
    }
  }

  @Test
  void modality_hasThreeBuiltIn() {
    assertThat(Modality.KEYSTROKE.name()).isEqualTo("keystroke");
    assertThat(Modality.POINTER.name()).isEqualTo("pointer");
    assertThat(Modality.NAVIGATION.name()).isEqualTo("navigation");
  }

  @Test
  void source_refusesBadName() {
    for (String name : new String[] {"", "Login", "a b", "x".repeat(65), "a\n"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Source(Modality.POINTER, name, 0))
          .withMessageContaining("source name must match");
    }
  }

  @Test
  void source_refusesNegativeEpoch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Source.fixedText("password", -1))
        .withMessage("epoch must be >= 0, was -1");
  }

  @Test
  void fixedText_isFixedText() {
    assertThat(Source.fixedText("password", 3).isFixedText()).isTrue();
    assertThat(Source.fixedText("password", 3).name()).isEqualTo("field.password");
  }

  @Test
  void otherSources_areNotFixedText() {
    assertThat(Source.freeText().isFixedText()).isFalse();
    assertThat(Source.pointer().isFixedText()).isFalse();
    assertThat(Source.navigation().isFixedText()).isFalse();
    assertThat(new Source(Modality.POINTER, "field.x", 0).isFixedText()).isFalse();
  }

  @Test
  void epochs_areDifferentSources() {
    assertThat(Source.fixedText("password", 1)).isNotEqualTo(Source.fixedText("password", 2));
  }
}

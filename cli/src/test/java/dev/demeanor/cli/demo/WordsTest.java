package dev.demeanor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.ReasonCode;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void term_countsKeysFromOne() {
    assertThat(Words.term("dwell.0")).isEqualTo("key 1, press to release");
    assertThat(Words.term("press-press.3")).isEqualTo("key 4 to 5, press to press");
    assertThat(Words.term("flight.9")).isEqualTo("key 10 to 11, release to press");
  }

  @Test
  void term_namesClassesOfKeys() {
    assertThat(Words.term("dwell.SPACE")).isEqualTo("space, press to release");
    assertThat(Words.term("flight.LETTER_LEFT.DELETE")).isEqualTo("left-delete, release to press");
  }

  @Test
  void term_namesMovements() {
    assertThat(Words.term("speed.std")).isEqualTo("speed, variation");
    assertThat(Words.term("straightness")).isEqualTo("straightness of the path");
    assertThat(Words.term("transitions")).isEqualTo("which route follows which");
  }

  @Test
  void term_leavesUnknownNamesAlone() {
    assertThat(Words.term("wavelet.3")).isEmpty();
    assertThat(Words.term("some.thing")).isEmpty();
  }

  @Test
  void reason_isThereForWhatTheDemoShows() {
    assertThat(Words.reason(ReasonCode.TRUST_BELOW_CHALLENGE)).isNotEmpty();
    assertThat(Words.reason(ReasonCode.BLOCKED)).isNotEmpty();
  }

  @Test
  void shortened_keepsPrefixAndSequence() {
    assertThat(AuditTable.shortened("block-128b0020aabbccddeeff0011-11"))
        .isEqualTo("block-128b0020..-11");
  }

  @Test
  void shortened_leavesRandomNumbersOut() {
    assertThat(AuditTable.shortened("started-8d6cc815-1ad6-496f-abac-6227cf52a0b1"))
        .isEqualTo("started-..");
  }
}

package dev.demeanor.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SubjectTest {

  @Test
  void subject_showsNoAccount() {
    assertThat(new SubjectId("acme", "alice")).hasToString("SubjectId[redacted]");
  }

  @Test
  void session_showsNoId() {
    assertThat(new SessionId("4711-SECRET")).hasToString("SessionId[redacted]");
  }

  @Test
  void tenants_separateSubjects() {
    assertThat(new SubjectId("a", "alice")).isNotEqualTo(new SubjectId("b", "alice"));
    assertThat(SubjectId.of("alice")).isEqualTo(new SubjectId("default", "alice"));
  }

  @Test
  void subject_refusesBlankAndTooLong() {
    for (String text : new String[] {"", "  ", "x".repeat(257)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SubjectId.of(text))
          .withMessage(
              "account must have 1 to 256 characters and not be blank, had " + text.length());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SubjectId(text, "alice"))
          .withMessageStartingWith("tenant must have");
    }
  }

  @Test
  void session_refusalDoesNotShowTheId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionId("SECRET".repeat(50)))
        .withMessage("session id must have 1 to 256 characters and not be blank, had 300");
  }

  @Test
  void names_areWhatEveryStoreTakes() {
    for (String name :
        new String[] {"alice", " alice", "\u00e5sa", "\ud83d\ude00", "x".repeat(256)}) {
      assertThat(SubjectId.isName(name)).isTrue();
      assertThat(SubjectId.of(name).account()).isEqualTo(name);
    }
    String[] none = {"", " ", "x".repeat(257), "a\u0000b", "\ud83d", "\ude00\ud83d", "a\ud83d"};
    for (String text : none) {
      assertThat(SubjectId.isName(text)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> SubjectId.of(text));
      assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(text));
    }
  }
}

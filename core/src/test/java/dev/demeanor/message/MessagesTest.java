package dev.demeanor.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "fr-CA", "pl"})
  void text_isThereForEveryKeyAndLeavesNoPlaceholder(String tag) {
    Messages messages = Messages.of(Locale.forLanguageTag(tag));
    Set<String> texts = new HashSet<>();
    for (MessageKey key : MessageKey.values()) {
      String text = messages.text(key, "ref-1", QUARTER);
      assertThat(text).isNotBlank().doesNotContain("{", "}", "''", "choice");
      texts.add(text);
    }
    assertThat(texts).hasSameSizeAs(MessageKey.values());
  }

  @Test
  void text_differsByLanguage() {
    Set<String> texts = new HashSet<>();
    for (String tag : new String[] {"en", "de", "fr", "es"}) {
      texts.add(
          Messages.of(Locale.forLanguageTag(tag)).text(MessageKey.CHALLENGE, "ref-1", QUARTER));
    }
    assertThat(texts).hasSize(4);
  }

  @Test
  void text_ofAnUnknownLanguageIsEnglishWhateverTheMachineSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMAN);
      assertThat(Messages.of(Locale.forLanguageTag("pl")).text(MessageKey.CHALLENGE, "r", QUARTER))
          .startsWith("Please");
      assertThat(Messages.of(Locale.ENGLISH).text(MessageKey.CHALLENGE, "r", QUARTER))
          .startsWith("Please");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void text_namesReferenceAndMinutes() {
    Messages german = Messages.of(Locale.GERMANY);
    assertThat(german.text(MessageKey.SESSION_BLOCKED, "ref-1", QUARTER))
        .contains("ref-1", "15 Minuten");
    assertThat(german.text(MessageKey.SESSION_BLOCKED, "ref-1", Duration.ofSeconds(3)))
        .contains("eine Minute");
  }

  @Test
  void text_ofTheHostReplacesOursAndOnlyThat() {
    ListResourceBundle own =
        new ListResourceBundle() {
          @Override
          protected Object[][] getContents() {
            return new Object[][] {{"demeanor.challenge", "Show your badge."}};
          }
        };
    Messages messages = Messages.of(Locale.ENGLISH, own);
    assertThat(messages.text(MessageKey.CHALLENGE, "r", QUARTER)).isEqualTo("Show your badge.");
    assertThat(messages.text(MessageKey.SESSION_ENDED, "r", QUARTER)).startsWith("For your");
  }

  @Test
  void beforeSignIn_nothingIsSaidOfTheAccount() {
    for (BlockTarget.Kind kind : BlockTarget.Kind.values()) {
      Block block =
          new Block(
              "b",
              new BlockTarget(kind, "default", "x"),
              Block.Origin.OPERATOR,
              "jane",
              "stolen",
              Instant.EPOCH,
              Instant.EPOCH.plusSeconds(60));
      assertThat(MessageKey.of(block, false)).isEqualTo(MessageKey.SIGN_IN_REFUSED);
      assertThat(MessageKey.of(block, true).key()).contains("blocked");
    }
    String neutral = Messages.of(Locale.ENGLISH).text(MessageKey.SIGN_IN_REFUSED, "ref-1", QUARTER);
    assertThat(neutral.toLowerCase(Locale.ROOT)).doesNotContain("account", "block", "device");
  }

  @Test
  void ofDecision_saysWhatFollows() {
    int denied = ReasonCode.TRUST_BELOW_CHALLENGE.bit();
    assertThat(MessageKey.of(decision(Verdict.ALLOW, 0))).isEmpty();
    assertThat(MessageKey.of(decision(Verdict.CHALLENGE, 0))).contains(MessageKey.CHALLENGE);
    assertThat(MessageKey.of(decision(Verdict.DENY, denied))).contains(MessageKey.SESSION_ENDED);
    assertThat(MessageKey.of(decision(Verdict.DENY, ReasonCode.TEMPLATES_UNAVAILABLE.bit())))
        .contains(MessageKey.UNAVAILABLE);
    assertThat(
            MessageKey.of(
                decision(Verdict.DENY, denied)
                    .with(Consequence.BLOCK_DEVICE, Consequence.BLOCK_DEVICE)))
        .contains(MessageKey.DEVICE_BLOCKED);
  }

  private static Decision decision(Verdict verdict, int reasons) {
    return new Decision("s", 1, 0, verdict, verdict, Mode.ENFORCE, 0.5, 1, reasons);
  }
}

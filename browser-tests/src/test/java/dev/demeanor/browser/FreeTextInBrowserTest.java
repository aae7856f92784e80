package dev.demeanor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.demeanor.browser.TimedKeyboard.Typed;
import dev.demeanor.event.BehaviorEvent.FixedTextKey;
import dev.demeanor.event.BehaviorEvent.FreeTextPair;
import dev.demeanor.event.KeyClass;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free text as it arrives: blocks of pairs of classes, without order. */
@ExtendWith(Chromium.class)
class FreeTextInBrowserTest {

  private static final int BLOCK = 50;
  private static final String TEXT = "the quick brown fox jumps over the lazy dog 7 times now";
  private static final String LEFT = "qwertasdfgzxcvb";

  private BrowserSession session;

  @BeforeEach
  void open(Browser browser) {
    session = new BrowserSession(browser, "fields.html");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static KeyClass classOf(String key) {
    if (key.equals(" ")) {
      return KeyClass.SPACE;
    }
    if (!Character.isLetter(key.charAt(0))) {
      return KeyClass.OTHER;
    }
    return LEFT.contains(key) ? KeyClass.LETTER_LEFT : KeyClass.LETTER_RIGHT;
  }

  private static List<String> pairsOf(List<Typed> typed) {
    return IntStream.range(0, BLOCK)
        .mapToObj(i -> classOf(typed.get(i).key()) + " " + classOf(typed.get(i + 1).key()))
        .toList();
  }

  private static Map<String, Long> counted(List<String> pairs) {
    return pairs.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#mail", "#search", "#editor"})
  void block_holdsThePairsThatWereTypedInAnotherOrder(String field) {
    session.page().focus(field);
    List<Typed> typed = session.keyboard().type(TEXT.substring(0, BLOCK + 1));
    List<FreeTextPair> block = session.await(FreeTextPair.class, BLOCK);

    assertThat(block).hasSize(BLOCK);
    List<String> arrived = block.stream().map(pair -> pair.first() + " " + pair.second()).toList();
    assertThat(counted(arrived)).isEqualTo(counted(pairsOf(typed)));
    assertThat(arrived).isNotEqualTo(pairsOf(typed));
    assertThat(session.events(FixedTextKey.class)).isEmpty();
  }

  @Test
  void block_hasOneTimeForAllItsPairs() {
    session.page().focus("#mail");
    session.keyboard().type(TEXT.substring(0, BLOCK + 1));
    assertThat(session.await(FreeTextPair.class, BLOCK))
        .extracting(FreeTextPair::timeMicros)
        .containsOnly(session.events(FreeTextPair.class).get(0).timeMicros());
  }

  @Test
  void times_areThoseOfTheTyping() {
    session.page().focus("#mail");
    List<Typed> typed = session.keyboard().type(TEXT.substring(0, BLOCK + 1));
    List<FreeTextPair> block = session.await(FreeTextPair.class, BLOCK);
    long tolerance = 3_000L * BLOCK;
    long dwells = block.stream().mapToLong(FreeTextPair::dwellMicros).sum();
    List<Typed> firsts = typed.subList(0, BLOCK);
    assertThat(dwells)
        .isBetween(
            firsts.stream().mapToLong(Typed::leastDwellMicros).sum() - tolerance,
            firsts.stream().mapToLong(Typed::mostDwellMicros).sum() + tolerance);
  }

  @Test
  void incompleteBlock_neverLeavesThePage() {
    session.page().focus("#mail");
    session.keyboard().type(TEXT.substring(0, BLOCK));
    session.flush();
    session.page().navigate("about:blank");
    session.page().navigate(session.server().url("fields.html"));
    session.flush();
    session.server().await("the second page", () -> session.server().batches().size() >= 2);
    assertThat(session.events(FreeTextPair.class)).isEmpty();
  }

  @Test
  void correctionsAndCapitals_areClasses() {
    session.page().focus("#mail");
    session.keyboard().type("a");
    for (int i = 0; i < 13; i++) {
      session.page().keyboard().press("Shift+b");
      session.page().keyboard().press("Backspace");
      session.page().keyboard().press("ArrowRight");
    }
    assertThat(session.await(FreeTextPair.class, BLOCK))
        .extracting(FreeTextPair::first)
        .contains(KeyClass.MODIFIER, KeyClass.DELETE, KeyClass.NAVIGATION, KeyClass.LETTER_LEFT);
  }
}

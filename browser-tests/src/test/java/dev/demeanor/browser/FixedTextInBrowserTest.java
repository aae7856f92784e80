package dev.demeanor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.demeanor.browser.TimedKeyboard.Typed;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.BehaviorEvent.FixedTextEnd;
import dev.demeanor.event.BehaviorEvent.FixedTextKey;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.wire.Batch;
import dev.demeanor.wire.DeclaredField;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typing in fields of fixed text, as it arrives. */
@ExtendWith(Chromium.class)
class FixedTextInBrowserTest {

  private static final String PHRASE = "correct horse";

  /** Clocks of browsers are rounded, and a key is dated a little before or after it is handled. */
  private static final long TOLERANCE_MICROS = 3_000;

  private BrowserSession session;
  private Page page;

  @BeforeEach
  void open(Browser browser) {
    session = new BrowserSession(browser, "fields.html");
    page = session.page();
  }

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource({"40, 60", "120, 220"})
  void typing_arrivesAsItWasTyped(long dwellMillis, long flightMillis) {
    page.focus("#phrase");
    List<Typed> typed =
        new TimedKeyboard(page.keyboard(), 1, dwellMillis, flightMillis).type(PHRASE);
    page.keyboard().press("Enter");

    FixedTextEnd end = session.awaitEnds(1).get(0);
    assertThat(end.outcome()).isEqualTo(EntryOutcome.COMPLETED);
    assertThat(end.keys()).isEqualTo(PHRASE.length());
    List<FixedTextKey> keys = session.events(FixedTextKey.class);
    assertThat(keys).extracting(FixedTextKey::position).containsExactlyElementsOf(positions());
    for (int i = 0; i < typed.size(); i++) {
      Typed key = typed.get(i);
      assertThat(keys.get(i).dwellMicros())
          .as("dwell of key %d", i)
          .isBetween(
              key.leastDwellMicros() - TOLERANCE_MICROS, key.mostDwellMicros() + TOLERANCE_MICROS);
      if (i > 0) {
        Typed before = typed.get(i - 1);
        assertThat(keys.get(i).timeMicros() - keys.get(i - 1).timeMicros())
            .as("press to press before key %d", i)
            .isBetween(
                before.leastPressToPressMicros(key) - TOLERANCE_MICROS,
                before.mostPressToPressMicros(key) + TOLERANCE_MICROS);
      }
    }
    assertThat(end.timeMicros()).isGreaterThan(keys.get(keys.size() - 1).timeMicros());
  }

  private static List<Integer> positions() {
    return IntStream.range(0, PHRASE.length()).boxed().toList();
  }

  @Test
  void fields_areToldByNameAndEpoch() {
    page.focus("#phrase");
    session.keyboard().type(PHRASE);
    page.keyboard().press("Enter");
    session.awaitEnds(1);
    assertThat(session.server().batches())
        .flatExtracting(Batch::fields)
        .containsOnly(new DeclaredField("phrase", 2));
  }

  @Test
  void capitals_areOneKeyEach() {
    page.focus("#phrase");
    page.keyboard().down("Shift");
    session.keyboard().type("ABC");
    page.keyboard().up("Shift");
    page.keyboard().press("Enter");
    assertThat(session.awaitEnds(1)).extracting(FixedTextEnd::keys).containsExactly(3);
  }

  @Test
  void tab_endsOneEntryAndBeginsTheNext() {
    page.focus("#phrase");
    TimedKeyboard keyboard = session.keyboard();
    keyboard.type("abcde");
    page.keyboard().press("Tab");
    keyboard.type("fgh");
    page.keyboard().press("Enter");
    assertThat(session.awaitEnds(2)).extracting(FixedTextEnd::keys).containsExactly(5, 3);
  }

  @Test
  void manyEntries_followEachOther() {
    page.focus("#phrase");
    TimedKeyboard keyboard = session.keyboard();
    for (int i = 0; i < 4; i++) {
      keyboard.type("abcdef");
      page.keyboard().press("Enter");
    }
    assertThat(session.awaitEnds(4))
        .extracting(FixedTextEnd::outcome)
        .containsOnly(EntryOutcome.COMPLETED)
        .hasSize(4);
    assertThat(session.events(FixedTextKey.class))
        .extracting(FixedTextKey::timeMicros)
        .isSorted()
        .hasSize(24);
  }

  @Test
  void corrections_tellNoKey() {
    page.focus("#phrase");
    TimedKeyboard keyboard = session.keyboard();
    keyboard.type("abx");
    page.keyboard().press("Backspace");
    keyboard.type("c");
    page.keyboard().press("Enter");
    assertThat(session.awaitEnds(1))
        .extracting(FixedTextEnd::outcome)
        .containsExactly(EntryOutcome.CORRECTED);
    assertThat(session.events(FixedTextKey.class)).isEmpty();
  }

  @Test
  void keysPutIntoTheMiddle_areCorrections() {
    page.focus("#phrase");
    TimedKeyboard keyboard = session.keyboard();
    keyboard.type("ac");
    page.keyboard().press("ArrowLeft");
    keyboard.type("b");
    page.keyboard().press("Enter");
    assertThat(session.awaitEnds(1))
        .extracting(FixedTextEnd::outcome)
        .containsExactly(EntryOutcome.CORRECTED);
  }

  @Test
  void visit_ofThePageIsTold() {
    session.flush();
    session.await(BehaviorEvent.Visit.class, 1);
  }
}

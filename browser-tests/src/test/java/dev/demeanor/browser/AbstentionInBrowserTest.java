package dev.demeanor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import dev.demeanor.event.BehaviorEvent.FixedTextEnd;
import dev.demeanor.event.BehaviorEvent.FixedTextKey;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.wire.Abstention;
import dev.demeanor.wire.AbstentionReason;
import dev.demeanor.wire.Batch;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text that was not typed is told as such, and nothing else of it. */
@ExtendWith(Chromium.class)
class AbstentionInBrowserTest {

  private BrowserSession session;

  @BeforeEach
  void open(Browser browser) {
    session = new BrowserSession(browser, "fields.html");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void assertThatItSays(EntryOutcome outcome, AbstentionReason reason) {
    List<FixedTextEnd> ends = session.awaitEnds(1);
    assertThat(ends).extracting(FixedTextEnd::outcome).containsExactly(outcome);
    assertThat(ends).extracting(FixedTextEnd::keys).containsExactly(0);
    assertThat(session.events(FixedTextKey.class)).isEmpty();
    assertThat(session.server().batches())
        .flatExtracting(Batch::abstentions)
        .contains(new Abstention("phrase", reason));
  }

  @Test
  void paste_isNotTyping() {
    session.page().focus("#plain");
    session.keyboard().type("pasted");
    session.page().keyboard().press("Control+a");
    session.page().keyboard().press("Control+x");
    session.page().focus("#phrase");
    session.page().keyboard().press("Control+v");
    assertThat(session.page().inputValue("#phrase")).isEqualTo("pasted");
    session.page().keyboard().press("Enter");
    assertThatItSays(EntryOutcome.PASTED, AbstentionReason.PASTE);
  }

  @Test
  void drop_isNotTyping() {
    session.page().fill("#plain", "dropped");
    session.page().locator("#plain").selectText();
    session.page().dragAndDrop("#plain", "#name");
    session.page().focus("#name");
    session.page().keyboard().press("Enter");
    List<FixedTextEnd> ends = session.awaitEnds(1);
    assertThat(ends).extracting(FixedTextEnd::outcome).containsExactly(EntryOutcome.PASTED);
  }

  @Test
  void composition_isNotTyping() {
    session.page().focus("#phrase");
    CDPSession devTools = session.context().newCDPSession(session.page());
    JsonObject composing = new JsonObject();
    composing.addProperty("text", "に");
    composing.addProperty("selectionStart", 1);
    composing.addProperty("selectionEnd", 1);
    // A password field takes no composition; the other fixed field does.
    session.page().focus("#name");
    devTools.send("Input.imeSetComposition", composing);
    JsonObject composed = new JsonObject();
    composed.addProperty("text", "日本");
    devTools.send("Input.insertText", composed);
    session.page().keyboard().press("Enter");
    List<FixedTextEnd> ends = session.awaitEnds(1);
    assertThat(ends).extracting(FixedTextEnd::outcome).containsExactly(EntryOutcome.COMPOSED);
    assertThat(session.server().batches())
        .flatExtracting(Batch::abstentions)
        .contains(new Abstention("name", AbstentionReason.IME));
  }

  @Test
  void scriptThatFills_isAPasswordManager() {
    session
        .page()
        .evaluate(
            "() => { const field = document.getElementById('phrase'); field.focus();"
                + " field.value = 'from the vault';"
                + " field.dispatchEvent(new Event('input', { bubbles: true })); }");
    session.page().keyboard().press("Enter");
    assertThatItSays(EntryOutcome.AUTOFILLED, AbstentionReason.PASSWORD_MANAGER);
  }

  @Test
  void textInsertedWithoutKeys_isFilledIn() {
    session.page().focus("#phrase");
    session.page().keyboard().insertText("all at once");
    session.page().keyboard().press("Enter");
    assertThatItSays(EntryOutcome.AUTOFILLED, AbstentionReason.AUTOFILL);
  }

  @Test
  void keysWithoutDwell_areOfSoftware() {
    session.page().focus("#phrase");
    session
        .page()
        .evaluate(
            "() => { const real = performance.timeOrigin; "
                + "Object.defineProperty(Event.prototype, 'timeStamp', { get() { return 1000; } });"
                + " return real; }");
    session.keyboard().type("instant");
    session.page().keyboard().press("Enter");
    assertThatItSays(EntryOutcome.COMPOSED, AbstentionReason.SCREEN_READER);
  }
}

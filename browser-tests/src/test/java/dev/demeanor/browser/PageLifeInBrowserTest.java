package dev.demeanor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.demeanor.event.BehaviorEvent.FixedTextEnd;
import dev.demeanor.event.BehaviorEvent.Pointer;
import dev.demeanor.event.BehaviorEvent.Visit;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.PointerAction;
import dev.demeanor.wire.Batch;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages over the life of a page: closing, leaving, trouble, and what the server wants. */
@ExtendWith(Chromium.class)
class PageLifeInBrowserTest {

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

  private void awaitAction(PointerAction action) {
    session
        .server()
        .await(
            action.name(),
            () -> session.events(Pointer.class).stream().anyMatch(each -> each.action() == action));
  }

  @Test
  void closedPage_sendsWhatItHas() {
    page.mouse().move(100, 100);
    page.mouse().down();
    page.mouse().up();
    page.close(new Page.CloseOptions().setRunBeforeUnload(true));
    awaitAction(PointerAction.RELEASE);
    assertThat(session.events(Pointer.class))
        .extracting(Pointer::action)
        .contains(PointerAction.PRESS, PointerAction.RELEASE);
    assertThat(session.server().requests())
        .filteredOn(request -> request.method().equals("POST"))
        .allSatisfy(request -> assertThat(request.headers()).contains("vnd.demeanor.batch"));
  }

  @Test
  void formThatLeavesThePage_losesNoEntry() {
    page.navigate(session.server().url("fields.html?leave"));
    session.flush(); // else the visit is under way at whatever moment the page is left
    page.focus("#phrase");
    session.keyboard().type("abcdef");
    page.keyboard().press("Enter");
    page.waitForURL("**/fields.html?");
    session.awaitEnds(1);
    page.focus("#phrase");
    session.keyboard().type("abcdef");
    page.keyboard().press("Enter");
    List<FixedTextEnd> ends = session.awaitEnds(2);
    assertThat(ends).extracting(FixedTextEnd::outcome).containsOnly(EntryOutcome.COMPLETED);
    assertThat(ends.get(1).timeMicros()).isGreaterThan(ends.get(0).timeMicros());
    assertThat(session.server().statuses()).containsOnly(200);
  }

  @Test
  void nonces_areNeverUsedTwice() {
    page.focus("#phrase");
    for (int i = 0; i < 3; i++) {
      session.keyboard().type("abc");
      page.keyboard().press("Enter");
      session.awaitEnds(i + 1);
    }
    assertThat(session.server().batches()).extracting(Batch::nonce).doesNotHaveDuplicates();
    assertThat(session.server().statuses()).hasSizeGreaterThanOrEqualTo(3).containsOnly(200);
  }

  @Test
  void serverInTrouble_isTriedAgain() {
    session.server().answerNext(503, "{}");
    session.server().answerNext(503, "{}");
    page.focus("#phrase");
    session.keyboard().type("abc");
    page.keyboard().press("Enter");
    session.awaitEnds(1);
    assertThat(session.server().statuses()).startsWith(503, 503).endsWith(200);
  }

  @Test
  void challenge_isShownForEverybodyAndStaysOutOfTheWay() {
    session
        .server()
        .answerNext(
            200,
            """
            {"v":1,"nonce":"AAECAwQFBgcICQoLDA0ODw","verdict":"CHALLENGE",
             "message":{"key":"challenge","text":"Please confirm that it is you."},"reference":"r-7"}
            """);
    page.evaluate("demeanor.visit('/mail')");
    session.flush();
    Locator alert = page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT);
    alert.waitFor();
    assertThat(alert.textContent()).isEqualTo("Please confirm that it is you. (r-7)");
    assertThat(alert.getAttribute("style")).isNull();
  }

  @Test
  void denial_isShownAndEndsTheCapture() {
    session
        .server()
        .answerNext(
            403,
            """
            {"type":"https://demeanor.dev/problem/denied","title":"Denied","status":403,
             "reference":"r-8","verdict":"DENY","message":{"key":"denied","text":"Signed out."}}
            """);
    page.evaluate("demeanor.visit('/first')"); // the visit of the page may be under way already
    session.flush();
    page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT).waitFor();
    page.evaluate("demeanor.visit('/mail')");
    session.flush();
    page.navigate("about:blank");
    assertThat(session.server().statuses()).endsWith(403);
  }

  @Test
  void hostThatShowsItself_isTold() {
    session
        .server()
        .answerNext(
            200,
            """
            {"v":1,"nonce":"AAECAwQFBgcICQoLDA0ODw","verdict":"CHALLENGE","message":{"key":"k"}}
            """);
    page.evaluate(
        "() => document.addEventListener('demeanor:verdict', (event) => {"
            + " event.preventDefault(); window.told = event.detail; })");
    page.evaluate("demeanor.visit('/mail')");
    session.flush();
    page.waitForFunction("window.told");
    assertThat(page.evaluate("window.told.verdict")).isEqualTo("CHALLENGE");
    assertThat(page.locator("[role=alert]").count()).isZero();
  }

  @Test
  void strictPolicy_isNotViolated() {
    page.focus("#phrase");
    session.keyboard().type("abc");
    page.keyboard().press("Enter");
    session.awaitEnds(1);
    session
        .server()
        .answerNext(
            200,
            """
            {"v":1,"nonce":"AAECAwQFBgcICQoLDA0ODw","verdict":"CHALLENGE","message":{"key":"k"}}
            """);
    page.evaluate("demeanor.visit('/mail')");
    session.flush();
    page.locator("[role=alert]").waitFor();
    assertThat(page.evaluate("window.violations")).isEqualTo(List.of());
  }

  @Test
  void browserThatObjects_isLeftAlone(Browser browser) {
    session.flush(); // the other page has told its visit, and tells nothing meanwhile
    session.await(Visit.class, 1);
    try (var context = browser.newContext()) {
      context.addInitScript(
          "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
      Page objecting = context.newPage();
      int before = session.server().requests().size();
      objecting.navigate(session.server().url("fields.html"));
      objecting.focus("#phrase");
      new TimedKeyboard(objecting.keyboard(), 1, 20, 20).type("abc");
      objecting.keyboard().press("Enter");
      objecting.evaluate("demeanor.flush()");
      objecting.close(new Page.CloseOptions().setRunBeforeUnload(true));
      assertThat(session.server().requests().stream().skip(before))
          .isNotEmpty()
          .noneMatch(request -> request.uri().startsWith("/demeanor/events"));
    }
  }

  @Test
  void movement_isToldInPixelsOfTheWindow() {
    page.mouse().move(10, 20);
    page.waitForTimeout(150);
    page.mouse().move(200, 120);
    page.mouse().down();
    page.waitForTimeout(150);
    page.mouse().move(260, 140);
    page.mouse().up();
    page.evaluate(
        "() => { window.turned = new Promise(done => addEventListener('wheel', done)); }");
    page.mouse().wheel(0, 40); // comes later than the call
    page.evaluate("window.turned.then(() => null)");
    session.flush();
    awaitAction(PointerAction.SCROLL_DOWN);
    List<Pointer> told = session.events(Pointer.class);
    assertThat(told)
        .extracting(Pointer::action)
        .contains(
            PointerAction.MOVE,
            PointerAction.PRESS,
            PointerAction.DRAG,
            PointerAction.RELEASE,
            PointerAction.SCROLL_DOWN);
    assertThat(told).extracting(Pointer::timeMicros).isSorted();
    Pointer press =
        told.stream()
            .filter(each -> each.action() == PointerAction.PRESS)
            .findFirst()
            .orElseThrow();
    assertThat(press.x()).isEqualTo(200);
    assertThat(press.y()).isEqualTo(120);
    assertThat(session.await(Visit.class, 1)).isNotEmpty();
  }
}

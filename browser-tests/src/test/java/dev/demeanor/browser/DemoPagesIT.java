package dev.demeanor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page of the demo, for people with other eyes, hands and screens. Leaves screenshots behind.
 */
@ExtendWith(Chromium.class)
class DemoPagesIT {

  private static final List<String> PAGES =
      List.of("mail", "mail/1", "enrol", "hand-over", "step-up", "nowhere");
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private static DemoProcess demo;

  @BeforeAll
  static void start() {
    demo = new DemoProcess();
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  private static Browser.NewContextOptions window(String kind) {
    Browser.NewContextOptions options = new Browser.NewContextOptions();
    return switch (kind) {
      case "phone" -> options.setViewportSize(360, 740).setIsMobile(true).setHasTouch(true);
      case "dark" -> options.setViewportSize(1280, 800).setColorScheme(ColorScheme.DARK);
      default -> options.setViewportSize(1280, 800);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"desktop", "dark", "phone"})
  void pages_haveNoSeriousFinding(String window, Browser browser) {
    try (DemoPerson person = new DemoPerson(demo, browser, window(window))) {
      look(person, "sign-in", window);
      person.signIn();
      for (String page : PAGES) {
        person.open(page);
        look(person, page, window);
      }
    }
    try (DemoPerson operator = new DemoPerson(demo, browser, window(window))) {
      operator.signInAs("operator", DemoProcess.OPERATOR_PASSWORD);
      operator.open("review");
      look(operator, "review", window);
    }
  }

  private static void look(DemoPerson person, String name, String window) {
    Page page = person.page();
    page.waitForTimeout(500); // the meter asks once at the start
    person.photograph(name.replace('/', '-') + "-" + window);
    List<Rule> findings = new AxeBuilder(page).analyze().getViolations();
    assertThat(findings)
        .as("%s, %s", name, window)
        .filteredOn(finding -> SERIOUS.contains(finding.getImpact()))
        .extracting(finding -> finding.getId() + " " + finding.getNodes().get(0).getHtml())
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits a %s window", name, window)
        .isEqualTo(true);
  }

  @Test
  void oneTimeLink_confirmsThatItIsTheOwner(Browser browser) {
    try (DemoPerson person = new DemoPerson(demo, browser).signIn()) {
      person.open("step-up");
      person.page().click("text=Send me a one-time link");
      person.page().waitForURL("**/step-up?sent");
      person.photograph("step-up-sent");
      person.page().navigate(demo.awaitLink(person.name()));
      person.page().click("text=Yes, it is me");
      person.page().waitForURL(url -> !url.contains("step-up"));
      person.open("mail");
      assertThat(person.page().title()).startsWith("Mail");
    }
  }

  @Test
  void operator_liftsABlockWithAReasonByKeyboardOnly(Browser browser) {
    try (DemoPerson person = new DemoPerson(demo, browser).signIn();
        DemoPerson operator = new DemoPerson(demo, browser)) {
      operator.signInAs("operator", DemoProcess.OPERATOR_PASSWORD);
      operator.open("review");
      block(operator.page(), person.name());
      person.open("mail");
      assertThat(person.page().locator("main").innerText()).contains("blocked");
      person.photograph("blocked");

      Page review = operator.page();
      operator.open("review");
      review.waitForSelector(".blocks form");
      assertThat(review.locator(".blocks strong").innerText())
          .isEqualTo("account " + person.name() + " blocked");
      tabTo(review, "[id^=reason-]");
      review.keyboard().press("Enter"); // without a reason nothing happens
      assertThat(review.locator(".blocks form").count()).isEqualTo(1);
      review.keyboard().type("She called us");
      operator.photograph("review-block");
      review.keyboard().press("Enter");
      review.waitForSelector("text=Nobody is blocked.");
      assertThat(review.locator("#blocks-said").innerText()).isEqualTo("The block is lifted.");

      person.open("mail");
      assertThat(person.page().title()).startsWith("Mail");
    }
  }

  /** As the operator's own client would, with the page's cookie and CSRF token. */
  private static void block(Page page, String account) {
    Object status =
        page.evaluate(
            """
            async account => {
              const csrf = document.querySelector('meta[name="csrf"]');
              const headers = { 'Content-Type': 'application/json', [csrf.dataset.header]: csrf.content };
              const body = { kind: 'ACCOUNT', target: account, minutes: 30, reason: 'a test' };
              const url = document.getElementById('block-list').dataset.url;
              const init = { method: 'POST', headers, body: JSON.stringify(body) };
              return (await fetch(url, init)).status;
            }\
            """,
            account);
    assertThat(status).isEqualTo(201);
  }

  @Test
  void everything_isReachedByKeyboard(Browser browser) {
    try (DemoPerson person = new DemoPerson(demo, browser)) {
      Page page = person.page();
      tabTo(page, "#new-name");
      page.keyboard().type(person.name());
      page.keyboard().press("Tab");
      page.keyboard().type("a-password-of-a-test");
      page.keyboard().press("Enter");
      page.waitForURL("**/sign-in?created");
      tabTo(page, "#username");
      page.keyboard().type(person.name());
      page.keyboard().press("Tab");
      page.keyboard().type("a-password-of-a-test");
      page.keyboard().press("Enter");
      page.waitForURL("**/mail**");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to content");
      tabTo(page, "a[href='/enrol']");
      assertThat(outline(page)).as("focus can be seen").isNotEqualTo("none");
      page.keyboard().press("Enter");
      page.waitForURL("**/enrol");
      tabTo(page, "#phrase");
    }
  }

  private static Object outline(Page page) {
    return page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 40; i++) {
      if (Boolean.TRUE.equals(
          page.evaluate("wanted => document.activeElement.matches(wanted)", selector))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(selector + " is not reached by Tab on " + page.url());
  }
}

package dev.demeanor.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody with an account of the demo, at a browser of their own. */
final class DemoPerson implements AutoCloseable {

  static final String PHRASE = "quiet harbour lights";

  private static final String PASSWORD = "a-password-of-a-test";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What the server made of an entry. */
  enum Answer {
    GOES_ON,
    CHALLENGED,
    ENDED
  }

  private final DemoProcess demo;
  private final BrowserContext context;
  private final Page page;
  private final CDPSession devTools;
  private final String name = "person" + COUNT.incrementAndGet();

  DemoPerson(DemoProcess demo, Browser browser, Browser.NewContextOptions options) {
    this.demo = demo;
    context = browser.newContext(options);
    context.setDefaultTimeout(120_000);
    page = context.newPage();
    devTools = context.newCDPSession(page);
    open("sign-in");
  }

  DemoPerson(DemoProcess demo, Browser browser) {
    this(demo, browser, new Browser.NewContextOptions());
  }

  Page page() {
    return page;
  }

  String name() {
    return name;
  }

  /** Opens a page of the demo, such as {@code mail}. */
  void open(String path) {
    page.navigate(demo.url(path));
  }

  /** Makes an account and signs in. */
  DemoPerson signIn() {
    page.fill("#new-name", name);
    page.fill("#new-password", PASSWORD);
    page.click("text=Create account");
    page.waitForURL("**/sign-in?created");
    return signInAs(name, PASSWORD);
  }

  DemoPerson signInAs(String account, String password) {
    page.fill("#username", account);
    page.fill("#password", password);
    page.click("button:text-is('Sign in')");
    page.waitForURL(url -> !url.contains("sign-"));
    return this;
  }

  /** Lets somebody type the phrase once, and waits for what the server says. */
  Answer enter(Habits habits) {
    page.evaluate("demeanor.flush()"); // or the answer to the visit is taken for that to the entry
    page.focus("#phrase");
    habits.type(devTools, PHRASE);
    Response response =
        page.waitForResponse(
            each ->
                each.url().endsWith("/demeanor/events") && each.request().method().equals("POST"),
            () -> page.keyboard().press("Enter"));
    if (response.status() != 200) {
      return Answer.ENDED;
    }
    try {
      JsonObject reply = JsonParser.parseString(response.text()).getAsJsonObject();
      return reply.has("verdict") ? Answer.CHALLENGED : Answer.GOES_ON;
    } catch (PlaywrightException e) { // the page was faster, and has left for where it was sent
      page.waitForURL(url -> url.contains("/step-up") || url.contains("/sign-in"));
      return page.url().contains("/step-up") ? Answer.CHALLENGED : Answer.ENDED;
    }
  }

  /** Types the phrase on the page for it until it is known well enough to be compared. */
  void enrol(Habits habits) {
    open("enrol");
    for (int i = 0; i < 45; i++) {
      Answer answer = enter(habits);
      if (answer != Answer.GOES_ON) {
        throw new AssertionError(answer + " while enrolling, at entry " + i);
      }
      if (i >= 29 && state().get("enrolled").getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("not enrolled after 45 entries: " + state());
  }

  /** Returns what the meter of the demo shows. */
  JsonObject state() {
    APIResponse response = page.request().get(demo.url("account/state"));
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }

  /** Leaves a picture of the whole page behind, to be looked at. */
  void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of(System.getProperty("demeanor.screenshots"), name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}

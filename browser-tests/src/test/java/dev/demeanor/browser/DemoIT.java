package dev.demeanor.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Request;
import dev.demeanor.browser.DemoPerson.Answer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo as people use it: enrol, go on, hand the keyboard over. */
@ExtendWith(Chromium.class)
class DemoIT {

  private static final int KEYS = DemoPerson.PHRASE.length();

  /** Six letters stand in a megabyte of base64, in whatever case, once in twenty times. */
  private static final int PART = 12;

  /** Held short, with long gaps. */
  private static Habits first() {
    return new Habits(11, KEYS, 35, 75);
  }

  /** Held long, with short gaps. */
  private static Habits second() {
    return new Habits(23, KEYS, 75, 35);
  }

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

  @Test
  void typists_whoSwapAreNoticedWithinThreeEntries(Browser browser, TestReporter report) {
    try (DemoPerson alice = new DemoPerson(demo, browser).signIn();
        DemoPerson bob = new DemoPerson(demo, browser).signIn()) {
      Habits alicesHands = first();
      Habits bobsHands = second();
      alice.enrol(alicesHands);
      bob.enrol(bobsHands);

      alice.open("hand-over");
      for (int i = 0; i < 20; i++) {
        assertThat(alice.enter(alicesHands))
            .as("entry %d of the owner", i)
            .isEqualTo(Answer.GOES_ON);
      }
      assertThat(alice.state().get("verdict").getAsString()).isEqualTo("ALLOW");

      int bobAsAlice = entriesUntilNoticed(alice, bobsHands);
      bob.open("hand-over");
      int aliceAsBob = entriesUntilNoticed(bob, alicesHands);
      report.publishEntry("noticed after entries", bobAsAlice + " and " + aliceAsBob);
      assertThat(bobAsAlice).isLessThanOrEqualTo(3);
      assertThatThePageSaysSoWithoutAScore(alice);
      assertThatTheOwnerGoesOnAfterAOneTimeLink(alice);
      assertThat(aliceAsBob).isLessThanOrEqualTo(3);
    }
  }

  private static int entriesUntilNoticed(DemoPerson victim, Habits impostor) {
    for (int entries = 1; entries <= 5; entries++) {
      if (victim.enter(impostor) != Answer.GOES_ON) {
        return entries;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static void assertThatThePageSaysSoWithoutAScore(DemoPerson victim) {
    victim.page().waitForURL(url -> url.contains("/step-up") || url.contains("/sign-in?ended"));
    victim.photograph("taken-over");
    assertThat(victim.page().locator("main").innerText())
        .containsPattern("does not look like you|did not look like its owner")
        .doesNotContainPattern("(?i)trust|score|[0-9] ?%|nats");
    victim.open("mail");
    assertThat(victim.page().url()).doesNotContain("/mail");
  }

  /** Only where the session was challenged: one that was ended has to sign in. */
  private static void assertThatTheOwnerGoesOnAfterAOneTimeLink(DemoPerson owner) {
    if (!owner.page().url().contains("/step-up")) {
      return;
    }
    owner.page().click("text=Send me a one-time link");
    owner.page().waitForURL("**/step-up?sent");
    owner.page().navigate(demo.awaitLink(owner.name()));
    owner.page().click("text=Yes, it is me");
    owner.page().waitForURL(url -> !url.contains("step-up"));
    owner.open("mail");
    assertThat(owner.page().title()).startsWith("Mail");
  }

  @Test
  void secret_isNeitherInTheTrafficNorTheDatabaseNorTheLog(Browser browser) throws IOException {
    String secret = "xylophonquagmirevortexjukeboxzephyrbanjokiwiwharfmuzzlegypsum";
    List<Request> requests = new ArrayList<>();
    try (DemoPerson person = new DemoPerson(demo, browser).signIn()) {
      person.page().onRequest(requests::add);
      person.open("enrol");
      typeInto(person, "#phrase", secret);
      person.page().keyboard().press("Enter");
      person.open("mail");
      typeInto(person, "#text", secret);
      typeInto(person, "#subject", secret);
      person.page().evaluate("demeanor.flush()");
      person.open("enrol");
      person.page().waitForTimeout(1_000);
    }
    assertThat(requests)
        .filteredOn(request -> request.url().endsWith("/demeanor/events"))
        .as("the collector told something")
        .isNotEmpty();
    for (Request request : requests) {
      byte[] body = request.postDataBuffer();
      String sent =
          request.url() + request.headers() + (body == null ? "" : new String(body, ISO_8859_1));
      assertThatNoPartIsIn(sent, secret, request.url());
    }
    assertThatNoPartIsIn(demo.log(), secret, "the log");
    List<Path> files = demo.databaseFiles();
    assertThat(files).anyMatch(file -> file.toString().endsWith(".mv.db"));
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (Charset charset : List.of(UTF_8, UTF_16LE)) {
        assertThatNoPartIsIn(new String(bytes, charset), secret, file.getFileName().toString());
      }
    }
  }

  private static void typeInto(DemoPerson person, String field, String text) {
    person.page().focus(field);
    new TimedKeyboard(person.page().keyboard(), 1, 15, 15).type(text);
  }

  /** So many letters of the secret in a row are nowhere else by chance, however much is random. */
  private static void assertThatNoPartIsIn(String text, String secret, String where) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i + PART <= secret.length(); i++) {
      assertThat(lower.contains(secret.substring(i, i + PART)))
          .as("part %d in %s", i, where)
          .isFalse();
    }
  }
}

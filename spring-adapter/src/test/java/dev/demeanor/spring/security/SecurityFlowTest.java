package dev.demeanor.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.demeanor.FactorAccess;
import dev.demeanor.Feedback;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import dev.demeanor.servlet.ServletSessions;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.ScriptedMonitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@SpringBootTest(
    classes = {SecuredApplication.class, SecuredApplication.Handlers.class},
    properties = {
      "demeanor.store.type=memory",
      "spring.security.user.name=alice",
      "spring.security.user.password=wonderland",
      "demeanor.web.sign-in-attempts=6",
      "demeanor.web.unobserved=/poll/**"
    })
@AutoConfigureMockMvc
class SecurityFlowTest {

  private static final AtomicInteger ADDRESSES = new AtomicInteger();
  private static final SubjectId ALICE = SubjectId.of("alice");

  @Autowired private MockMvcTester mvc;
  @Autowired private ScriptedMonitor monitor;
  @Autowired private ServletSessions sessions;
  @Autowired private ApplicationEventPublisher publisher;

  private MockHttpSession session;

  /** Each test comes from an address of its own. */
  private String address = "";

  @BeforeEach
  void signIn() {
    monitor.script(Verdict.ALLOW);
    address = "10.0.0." + ADDRESSES.incrementAndGet();
    session = new MockHttpSession();
    assertThat(password("wonderland")).hasStatus3xxRedirection();
  }

  @AfterEach
  void unblock() {
    monitor.blocks().forEach(block -> monitor.unblock(block.id(), "ops", "the test is over"));
  }

  private MvcTestResult password(String password) {
    return mvc.post()
        .uri("/login")
        .session(session)
        .with(csrf())
        .with(
            request -> {
              request.setRemoteAddr(address);
              return request;
            })
        .param("username", "alice")
        .param("password", password)
        .exchange();
  }

  private MvcTestResult get(String path) {
    return mvc.get().uri(path).session(session).header("Accept", "application/json").exchange();
  }

  private SessionId behavior() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    return sessions.find(request).orElseThrow().id();
  }

  @Test
  void allow_letsTheRequestPass() {
    assertThat(get("/accounts/7")).hasStatusOk().hasBodyTextEqualTo("account");
  }

  @Test
  void allow_asksTheRulesOfTheChainOnce() {
    int before = SecuredApplication.ASKED.get();
    get("/accounts/7");
    assertThat(SecuredApplication.ASKED.get() - before).isEqualTo(1);
  }

  @Test
  void challengeOnAPublicRoute_isAskedForOnTheNextOneThatIsNot() {
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    assertThat(get("/open")).hasStatusOk().hasBodyTextEqualTo("open");
    assertThat(get("/accounts/7")).hasStatus3xxRedirection();
  }

  @Test
  void deny_endsTheSessionOnPublicRoutesToo() {
    monitor.script(Verdict.DENY);
    assertThat(get("/open")).hasStatus(403);
    assertThat(session.isInvalid()).isTrue();
  }

  @Test
  void publicPartOfAPage_isNotDecidedAbout() {
    get("/open");
    long before = monitor.scripted(behavior()).assessments();
    assertThat(partOfAPage("/open")).hasStatusOk();
    assertThat(monitor.scripted(behavior()).assessments()).isEqualTo(before);
    partOfAPage("/accounts/7");
    assertThat(monitor.scripted(behavior()).assessments()).as("not public").isEqualTo(before + 1);
  }

  private MvcTestResult partOfAPage(String path) {
    return mvc.get().uri(path).session(session).header("Sec-Fetch-Dest", "image").exchange();
  }

  @Test
  void visit_isFedUnlessItsPathIsUnobserved() {
    get("/accounts/7");
    get("/poll/now");
    assertThat(monitor.scripted(behavior()).fed(EventKind.VISIT, Admission.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void challenge_sendsToTheSignInForTheFactor() {
    monitor.script(Verdict.CHALLENGE);
    assertThat(get("/accounts/7"))
        .hasStatus3xxRedirection()
        .redirectedUrl()
        .contains("/login?factor.type=password&factor.reason=expired");
  }

  @Test
  void challenge_holdsOnEveryRouteThatIsNotPublic() {
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    get("/accounts/7");
    assertThat(get("/accounts/8")).hasStatus3xxRedirection();
    assertThat(get("/open")).hasStatusOk();
  }

  @Test
  void challenge_isPassedByTheFactorAndForgiven() {
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    get("/accounts/7");
    SessionId challenged = behavior();
    MvcTestResult again = password("wonderland");
    assertThat(again).hasStatus3xxRedirection();
    assertThat(get("/accounts/7")).hasStatusOk();
    assertThat(monitor.scripted(challenged).feedback()).containsExactly(Feedback.CHALLENGE_PASSED);
  }

  @Test
  void challenge_isFailedByAWrongFactor() {
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    get("/accounts/7");
    wrongPassword();
    assertThat(monitor.scripted(behavior()).feedback()).containsExactly(Feedback.CHALLENGE_FAILED);
  }

  private MvcTestResult wrongPassword() {
    return password("looking-glass");
  }

  @Test
  void deny_endsTheSessionWithAReferenceAndNoScore() {
    monitor.script(Verdict.DENY);
    MvcTestResult denied = get("/accounts/7");
    assertThat(denied).hasStatus(403).hasContentTypeCompatibleWith("application/problem+json");
    assertThat(denied)
        .bodyText()
        .contains("\"verdict\":\"DENY\"", "\"reference\":\"")
        .doesNotContain("trust", "score");
    assertThat(session.isInvalid()).isTrue();
  }

  @Test
  void deny_isAPageForABrowser() {
    monitor.script(Verdict.DENY);
    assertThat(mvc.get().uri("/accounts/7").session(session).header("Accept", "text/html"))
        .hasStatus(403)
        .hasContentTypeCompatibleWith("text/html")
        .bodyText()
        .contains("<html>", "reference")
        .doesNotContain("trust");
  }

  @Test
  void unobserved_isNotDecidedAbout() {
    monitor.script(Verdict.DENY);
    assertThat(get("/poll/now")).hasStatusOk();
  }

  @Test
  void block_isTheFirstThingOnEveryRoute() {
    monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "ops", "a test");
    for (String path : new String[] {"/accounts/7", "/open", "/login", "/nowhere", "/poll/now"}) {
      assertThat(get(path)).as(path).hasStatus(403);
    }
  }

  @Test
  void correlationId_goesFromRequestToDecisionToResponse() {
    assertThat(
            mvc.get()
                .uri("/accounts/7")
                .session(session)
                .header("X-Correlation-Id", "request-42")
                .exchange())
        .headers()
        .hasValue("X-Correlation-Id", "request-42");
  }

  @Test
  void signIn_isLimitedByAddress() {
    for (int i = 0; i < 5; i++) { // one attempt was made to sign in
      assertThat(wrongPassword()).hasStatus3xxRedirection();
    }
    assertThat(wrongPassword()).hasStatus(429).headers().containsHeader("Retry-After");
  }

  @Test
  void wrongPassword_isCountedForItsFactor() {
    int before = monitor.factorFailures(ALICE, "password");
    wrongPassword();
    wrongPassword();
    assertThat(monitor.factorFailures(ALICE, "password")).isEqualTo(before + 2);
  }

  @Test
  void factorThatIsRefused_isNotTried() {
    monitor.scriptFactor(
        ALICE, "password", new FactorAccess.Refused(Instant.now().plusSeconds(60)));
    try {
      assertThat(wrongPassword()).hasStatus(429).bodyText().contains("/problems/factor");
    } finally {
      monitor.scriptFactor(ALICE, "password", FactorAccess.Allowed.INSTANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"/login, ' alice'", "/login, 'alice '", "/%6Cogin, alice"})
  void factorThatIsRefused_isNotTriedHoweverItIsAskedFor(String path, String name) {
    monitor.scriptFactor(
        ALICE, "password", new FactorAccess.Refused(Instant.now().plusSeconds(60)));
    try {
      assertThat(
              mvc.post()
                  .uri(URI.create(path))
                  .session(session)
                  .with(csrf())
                  .param("username", name)
                  .param("password", "wonderland"))
          .hasStatus(429)
          .bodyText()
          .contains("/problems/factor");
    } finally {
      monitor.scriptFactor(ALICE, "password", FactorAccess.Allowed.INSTANCE);
    }
  }

  @Test
  void challenge_isNotFailedByAFactorThatCouldNotBeChecked() {
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    get("/accounts/7");
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    try {
      publisher.publishEvent(
          new AuthenticationFailureServiceExceptionEvent(
              UsernamePasswordAuthenticationToken.unauthenticated("alice", "wonderland"),
              new AuthenticationServiceException("the directory is down")));
    } finally {
      RequestContextHolder.resetRequestAttributes();
    }
    assertThat(monitor.scripted(behavior()).feedback()).isEmpty();
  }
}

package dev.demeanor.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.demeanor.Feedback;
import dev.demeanor.decision.Verdict;
import dev.demeanor.servlet.ServletSessions;
import dev.demeanor.testkit.ScriptedMonitor;
import dev.demeanor.testkit.ScriptedSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A challenge that is passed, or not, by a one-time token. */
@SpringBootTest(
    classes = {OneTimeTokenApplication.class, OneTimeTokenApplication.Handlers.class},
    properties = {
      "demeanor.store.type=memory",
      "demeanor.security.step-up-factor=ott",
      "demeanor.web.sign-in-attempts=1000",
      "spring.security.user.name=alice",
      "spring.security.user.password=wonderland"
    })
@AutoConfigureMockMvc
class OneTimeTokenFlowTest {

  @Autowired private MockMvcTester mvc;
  @Autowired private ScriptedMonitor monitor;
  @Autowired private ServletSessions sessions;

  private final MockHttpSession session = new MockHttpSession();

  @BeforeEach
  void beChallenged() {
    monitor.script(Verdict.ALLOW);
    assertThat(post("/login", "username", "alice", "password", "wonderland"))
        .hasStatus3xxRedirection();
    assertThat(get()).hasStatusOk();
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    assertThat(get()).hasStatus3xxRedirection().redirectedUrl().contains("factor.type=ott");
  }

  private MvcTestResult get() {
    return mvc.get().uri("/account").session(session).exchange();
  }

  private MvcTestResult post(String path, String... parameters) {
    var request = mvc.post().uri(path).session(session).with(csrf());
    for (int i = 0; i < parameters.length; i += 2) {
      request.param(parameters[i], parameters[i + 1]);
    }
    return request.exchange();
  }

  private ScriptedSession behavior() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    return monitor.scripted(sessions.find(request).orElseThrow().id());
  }

  @Test
  void token_thatIsRight_isAPassedChallenge() {
    post("/ott/generate", "username", "alice");
    ScriptedSession challenged = behavior();
    assertThat(post("/login/ott", "token", OneTimeTokenApplication.SENT.get()))
        .hasStatus3xxRedirection();
    assertThat(get()).hasStatusOk().hasBodyTextEqualTo("account");
    assertThat(challenged.feedback()).containsExactly(Feedback.CHALLENGE_PASSED);
  }

  @Test
  void token_thatIsWrong_isAFailedChallenge() {
    ScriptedSession challenged = behavior();
    assertThat(post("/login/ott", "token", "guessed")).redirectedUrl().contains("error");
    assertThat(challenged.feedback()).containsExactly(Feedback.CHALLENGE_FAILED);
    assertThat(get()).as("still asked").hasStatus3xxRedirection();
  }

  @Test
  void password_insteadOfTheToken_failsToo() {
    ScriptedSession challenged = behavior();
    post("/login", "username", "alice", "password", "looking-glass");
    assertThat(challenged.feedback()).containsExactly(Feedback.CHALLENGE_FAILED);
  }
}

package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServletSessionsTest {

  private final ScriptedMonitor monitor = new ScriptedMonitor(FakeClock.atDefault());
  private final HttpClient browser = TomcatApplication.client();
  private TomcatApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new TomcatApplication(monitor, ServletSettings.defaults(), builder -> builder);
    application.signIn(browser);
    application.get(browser, "/open");
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void signIn_opensASessionOfTheSubject() throws Exception {
    SessionId session = application.sessionId(browser);
    assertThat(monitor.scripted(session).subject()).isEqualTo(SubjectId.of("ada"));
    assertThat(monitor.openSessions()).isEqualTo(1);
  }

  @Test
  void stranger_hasNoSession() throws Exception {
    application.get(TomcatApplication.client(), "/open");
    assertThat(monitor.openSessions()).isEqualTo(1);
  }

  @Test
  void changedIdOfTheHttpSession_keepsTheBehaviourSession() throws Exception {
    SessionId before = application.sessionId(browser);
    application.get(browser, "/renew");
    assertThat(application.sessionId(browser)).isEqualTo(before);
    assertThat(monitor.openSessions()).isEqualTo(1);
  }

  @Test
  void signOut_closesTheSession() throws Exception {
    application.get(browser, "/sign-out");
    application.get(browser, "/open");
    assertThat(monitor.openSessions()).isZero();
  }

  @Test
  void invalidatedHttpSession_closesTheSession() throws Exception {
    application.get(browser, "/end");
    assertThat(monitor.openSessions()).isZero();
  }

  @Test
  void signInOfSomebodyElse_beginsAnotherSession() throws Exception {
    SessionId before = application.sessionId(browser);
    application.post(browser, "/sign-in?user=eve", new byte[0]);
    SessionId after = application.sessionId(browser);
    assertThat(after).isNotEqualTo(before);
    assertThat(monitor.scripted(after).subject()).isEqualTo(SubjectId.of("eve"));
    assertThat(monitor.openSessions()).isEqualTo(1);
  }

  @Test
  void nonceForAPage_isGoodForTheEndpoint() throws Exception {
    assertThat(application.get(browser, "/nonce").body()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void binding_thatWasStored_stillNamesItsSession() throws Exception {
    SessionId id = new SessionId("s-1");
    SessionBinding binding = new SessionBinding(id, SubjectId.of("ada"), monitor);
    binding.challenged(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(binding);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      SessionBinding read = (SessionBinding) in.readObject();
      assertThat(read.session()).isEqualTo(id);
      assertThat(read.isOf(SubjectId.of("ada"))).isTrue();
      assertThat(read.isChallenged()).isTrue();
      read.valueUnbound(null); // without a monitor there is nothing to close
    }
  }
}

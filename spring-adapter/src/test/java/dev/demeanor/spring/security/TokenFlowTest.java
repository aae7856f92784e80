package dev.demeanor.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.PointerAction;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.ScriptedMonitor;
import dev.demeanor.testkit.ScriptedSession;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tokens that the host's decoder verifies, in an application without HTTP sessions. */
@SpringBootTest(
    classes = {TokenApplication.class, TokenApplication.Handlers.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "demeanor.store.type=memory",
      "demeanor.failure.routes[/transfers/**].audit=deny",
      "demeanor.failure.routes[/accounts/{id}].templates=challenge"
    })
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
class TokenFlowTest {

  private static final AtomicInteger SIGN_INS = new AtomicInteger();
  private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");
  private static final SubjectId ALICE = SubjectId.of("alice");

  @Autowired private MockMvcTester mvc;
  @Autowired private ScriptedMonitor monitor;
  @LocalServerPort private int port;

  /** Each test has sessions of its own. */
  private final String sid = "sid-" + SIGN_INS.incrementAndGet();

  @BeforeEach
  void allow() {
    monitor.script(Verdict.ALLOW);
  }

  @AfterEach
  void unblock() {
    monitor.blocks().forEach(block -> monitor.unblock(block.id(), "ops", "the test is over"));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("alice")
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  /** A token of this test's session, as it is after a refresh or a sign-in. */
  private String token(long signedInAt) {
    return signed(claims().claim("sid", sid).claim("auth_time", signedInAt).build());
  }

  private static String signed(JWTClaimsSet claims) {
    return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(TokenApplication.KEYS.getPrivate()));
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private MvcTestResult get(String path, String token) {
    return mvc.get()
        .uri(path)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .exchange();
  }

  private ScriptedSession session() {
    return monitor.latest().orElseThrow();
  }

  @Test
  void requestsOfOneSignIn_shareASessionOfTheTokensSubject() {
    MvcTestResult first = get("/accounts/7", token(100));
    assertThat(first).hasStatusOk();
    ScriptedSession session = session();
    assertThat(get("/accounts/8", token(100))).hasStatusOk();
    assertThat(session.subject()).isEqualTo(ALICE);
    assertThat(session.assessments()).isEqualTo(2);
    assertThat(first.getRequest().getSession(false)).isNull();
  }

  @Test
  void signInAnew_beginsAnotherSession() {
    int before = monitor.openSessions();
    get("/accounts/7", token(100));
    get("/accounts/7", token(200));
    assertThat(monitor.openSessions()).isEqualTo(before + 2);
  }

  @Test
  void sameClaimOfSomebodyElse_isAnotherSession() {
    int before = monitor.openSessions();
    get("/accounts/7", signed(claims().claim("sid", sid).build()));
    get("/accounts/7", signed(claims().subject("eve").claim("sid", sid).build()));
    assertThat(monitor.openSessions()).isEqualTo(before + 2);
  }

  @Test
  void tokenWithoutSid_hasTheSessionOfItsId() {
    int before = monitor.openSessions();
    String token = signed(claims().jwtID("id-of-" + sid).build());
    get("/accounts/7", token);
    get("/accounts/7", token);
    assertThat(monitor.openSessions()).isEqualTo(before + 1);
  }

  @Test
  void tokenWithoutAnySession_isNotDecidedAboutAndTheLogSaysSo(CapturedOutput output) {
    monitor.script(Verdict.DENY);
    int before = monitor.openSessions();
    assertThat(get("/accounts/7", signed(claims().build()))).hasStatusOk();
    assertThat(monitor.openSessions()).isEqualTo(before);
    assertThat(output).contains("demeanor.security.session-claims");
  }

  @Test
  void tokenWithoutAnySession_isKeptOutByABlockOfItsAccount() {
    monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "ops", "a test");
    assertThat(get("/accounts/7", signed(claims().build()))).hasStatus(403);
  }

  @Test
  void block_ofTheSessionKeepsOutItsTokensAndNoOthers() {
    get("/accounts/7", token(100));
    monitor.block(
        BlockTarget.session("default", session().id()), Duration.ofHours(1), "ops", "test");
    assertThat(get("/accounts/7", token(100)))
        .hasStatus(403)
        .bodyText()
        .contains("/problems/blocked");
    assertThat(get("/accounts/7", token(200))).hasStatusOk();
  }

  @Test
  void challenge_asksForASignInAnewAndHoldsUntilThen() {
    monitor.script(Verdict.CHALLENGE, Verdict.ALLOW);
    MvcTestResult challenged = get("/accounts/7", token(100));
    assertThat(challenged).hasStatus(401).bodyText().contains("/problems/challenge");
    assertThat(challenged.getResponse().getHeader("WWW-Authenticate"))
        .contains("insufficient_user_authentication", "max_age=\"0\"");
    assertThat(challenged.getRequest().getSession(false)).isNull();
    assertThat(get("/accounts/8", token(100))).hasStatus(401);
    assertThat(get("/accounts/8", token(200))).hasStatusOk();
  }

  @Test
  void deny_endsTheSessionForEveryTokenOfIt() {
    monitor.script(Verdict.DENY, Verdict.ALLOW);
    assertThat(get("/accounts/7", token(100)))
        .hasStatus(403)
        .bodyText()
        .contains("\"verdict\":\"DENY\"")
        .doesNotContain("trust");
    assertThat(get("/accounts/7", token(100))).hasStatus(403);
    assertThat(get("/accounts/7", token(200))).hasStatusOk();
  }

  @Test
  void events_areTakenWithAToken() throws IOException, InterruptedException {
    URI events = URI.create("http://127.0.0.1:" + port + "/demeanor/events");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(events).header("Authorization", "Bearer " + token(100));
    Matcher nonce = NONCE.matcher(ask(request.GET()).body());
    assertThat(nonce.find()).isTrue();
    byte[] batch =
        BatchWriter.of(BatchFormat.PACKED, nonce.group(1), 0)
            .pointer(PointerAction.MOVE, 1_000, 10, 20)
            .bytes();
    request
        .header("Content-Type", BatchFormat.PACKED.mediaType())
        .POST(BodyPublishers.ofByteArray(batch));
    assertThat(ask(request).statusCode()).isEqualTo(200);
    assertThat(session().fed(EventKind.POINTER, Admission.ACCEPTED)).isEqualTo(1);
    assertThat(ask(HttpRequest.newBuilder(events)).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void route_ofAFailurePolicyIsThePatternAndNeverThePath() {
    get("/transfers/4711", token(100));
    ScriptedSession session = session();
    assertThat(session.route()).contains("/transfers/**");
    get("/accounts/4711", token(100));
    assertThat(session.route()).contains("/accounts/{id}");
    get("/elsewhere", token(100));
    assertThat(session.route()).isEmpty();
  }

  @Test
  void token_thatTheHostDoesNotAccept_isNobody() throws JOSEException {
    int before = monitor.openSessions();
    JWTClaimsSet claims = claims().claim("sid", sid).build();
    byte[] publicKey = TokenApplication.KEYS.getPublic().getEncoded();
    String expired =
        signed(
            claims()
                .claim("sid", sid)
                .expirationTime(Date.from(Instant.now().minus(Duration.ofHours(1))))
                .build());
    String otherAlgorithm = signed(claims, JWSAlgorithm.HS256, new MACSigner(publicKey));
    for (String refused :
        new String[] {expired, otherAlgorithm, new PlainJWT(claims).serialize()}) {
      assertThat(get("/accounts/7", refused)).hasStatus(401);
    }
    assertThat(mvc.get().uri("/accounts/7?access_token=" + token(100))).hasStatus(401);
    assertThat(monitor.openSessions()).isEqualTo(before);
  }
}

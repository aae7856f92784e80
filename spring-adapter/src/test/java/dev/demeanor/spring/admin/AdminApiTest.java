package dev.demeanor.spring.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionOptions;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spring.Contexts;
import dev.demeanor.spring.RecentDecisions;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedTypist;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(
    classes = AdminApplication.class,
    properties = {"logging.level.root=error", "demeanor.deadline=60s"})
@AutoConfigureMockMvc
class AdminApiTest {

  private static final SubjectId ALICE = SubjectId.of("alice");

  /** Young enough not to be removed, whenever this runs. */
  private static final Instant NOW = Instant.now();

  @TempDir static Path folder;

  @Autowired private MockMvcTester mvc;
  @Autowired private BehaviorMonitor monitor;
  @Autowired private SecurityEventStore events;
  @Autowired private RecentDecisions decisions;

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry registry) {
    registry.add("demeanor.store.file", () -> folder.resolve("store").toString());
    registry.add("demeanor.secret", () -> Contexts.SECRET);
  }

  private MvcTestResult get(String path) {
    return mvc.get().uri(path).with(user("ops").roles("DEMEANOR_ADMIN")).exchange();
  }

  private MvcTestResult post(String path, String json) {
    return mvc.post()
        .uri(path)
        .with(user("ops").roles("DEMEANOR_ADMIN"))
        .contentType("application/json")
        .content(json)
        .exchange();
  }

  private SecurityEvent event(String kind) {
    SecurityEvent event =
        SecurityEvent.pending(
            UUID.randomUUID().toString(),
            "default",
            kind,
            NOW,
            monitor.subjectKey(ALICE),
            null,
            null);
    events.record(event);
    return event;
  }

  @Test
  void strangers_areRefusedWhateverTheChainAllows() {
    for (String path : new String[] {"/events", "/decisions", "/blocks", "/subjects/alice"}) {
      assertThat(mvc.get().uri("/demeanor/admin" + path)).hasStatus(401);
      assertThat(mvc.get().uri("/demeanor/admin" + path).with(user("bob").roles("USER")))
          .hasStatus(403)
          .hasContentTypeCompatibleWith("application/problem+json");
    }
  }

  @Test
  void change_isRefusedWhenAnotherSiteCouldHaveMadeIt() {
    var form =
        mvc.method(HttpMethod.POST)
            .uri("/demeanor/admin/blocks/b1/unblock")
            .with(user("ops").roles("DEMEANOR_ADMIN"));
    assertThat(form.contentType("application/x-www-form-urlencoded").content("reason=x"))
        .hasStatus(403);
    assertThat(
            mvc.post()
                .uri("/demeanor/admin/blocks/b1/unblock")
                .with(user("ops").roles("DEMEANOR_ADMIN"))
                .header("Content-Type", "no media type")
                .content("{}"))
        .hasStatus(403);
    assertThat(
            mvc.post()
                .uri("/demeanor/admin/blocks/b1/unblock")
                .with(user("ops").roles("DEMEANOR_ADMIN"))
                .header("Sec-Fetch-Site", "cross-site")
                .contentType("application/json")
                .content("{\"reason\":\"x\"}"))
        .hasStatus(403);
  }

  @Test
  void events_areFilteredAndPaged() {
    event("PAGED");
    event("PAGED");
    event("PAGED");
    event("OTHER");
    MvcTestResult first = get("/demeanor/admin/events?kind=PAGED&limit=2&account=alice");
    assertThat(first).hasStatusOk().bodyJson().extractingPath("$.items.length()").isEqualTo(2);
    String body = first.getMvcResult().getResponse().toString();
    assertThat(body).isNotNull();
    String next = read(first, "next");
    assertThat(get("/demeanor/admin/events?kind=PAGED&limit=2&after=" + next))
        .bodyJson()
        .extractingPath("$.items.length()")
        .isEqualTo(1);
    assertThat(get("/demeanor/admin/events?account=nobody"))
        .bodyJson()
        .extractingPath("$.items.length()")
        .isEqualTo(0);
    assertThat(get("/demeanor/admin/events?kind=PAGED&until=2020-01-01T00:00:00Z"))
        .bodyJson()
        .extractingPath("$.items.length()")
        .isEqualTo(0);
  }

  private static String read(MvcTestResult result, String member) {
    String[] found = new String[1];
    assertThat(result)
        .bodyJson()
        .extractingPath("$." + member)
        .satisfies(value -> found[0] = String.valueOf(value));
    return found[0];
  }

  @Test
  void event_isFoundById() {
    assertThat(get("/demeanor/admin/events/" + event("FOUND").id()))
        .bodyJson()
        .extractingPath("$.status")
        .isEqualTo("PENDING");
    assertThat(get("/demeanor/admin/events/none")).hasStatus(404);
  }

  @Test
  void adjudication_isKeptAndRefusedOverAnother() {
    String path = "/demeanor/admin/events/" + event("JUDGED").id() + "/adjudication";
    String judgement =
        "{\"status\":\"decided\",\"decision\":\"genuine\",\"notes\":\"on the"
            + " phone\",\"version\":1}";
    MvcTestResult judged = post(path, judgement);
    assertThat(judged).hasStatusOk().bodyJson().extractingPath("$.reviewer").isEqualTo("ops");
    assertThat(judged).bodyJson().extractingPath("$.decision").isEqualTo("GENUINE");
    assertThat(post(path, judgement)).hasStatus(409);
  }

  @Test
  void adjudication_mayBeTakenOnFirst() {
    String path = "/demeanor/admin/events/" + event("TAKEN").id() + "/adjudication";
    assertThat(post(path, "{\"status\":\"in_review\",\"version\":1}"))
        .bodyJson()
        .extractingPath("$.status")
        .isEqualTo("IN_REVIEW");
  }

  @Test
  void mistake_namesFieldAndRule() {
    String judge = "/demeanor/admin/events/" + event("WRONG").id() + "/adjudication";
    String[][] cases = {
      {"{\"status\":\"decided\",\"version\":1}", "decision"},
      {"{\"status\":\"done\",\"version\":1}", "status"},
      {"{\"status\":\"pending\",\"version\":1}", "status"},
      {"{\"status\":\"in_review\"}", "version"},
      {"{\"status\":\"decided\",\"decision\":\"GENUINE\",\"version\":1}", "notes"},
      {"not json", "body"},
    };
    for (String[] each : cases) {
      assertThat(post(judge, each[0]))
          .as(each[0])
          .hasStatus(422)
          .hasContentTypeCompatibleWith("application/problem+json")
          .bodyJson()
          .extractingPath("$.errors[0].field")
          .isEqualTo(each[1]);
    }
    for (String query : new String[] {"limit=0", "limit=x", "status=x", "after=x", "from=x"}) {
      assertThat(get("/demeanor/admin/events?" + query))
          .as(query)
          .hasStatus(422)
          .bodyJson()
          .extractingPath("$.errors[0].field")
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
  }

  @Test
  void unblock_takesAReason() {
    String id =
        monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "policy", "test").id();
    assertThat(get("/demeanor/admin/blocks"))
        .bodyJson()
        .extractingPath("$.items[0].target")
        .isEqualTo("alice");
    String path = "/demeanor/admin/blocks/" + id + "/unblock";
    assertThat(post(path, "{\"reason\":\" \"}")).hasStatus(422);
    assertThat(monitor.blocks()).hasSize(1);
    assertThat(post(path, "{\"reason\":\"it was her\"}")).hasStatusOk();
    assertThat(monitor.blocks()).isEmpty();
    assertThat(post(path, "{\"reason\":\"again\"}")).hasStatus(404);
  }

  @Test
  void block_isMadeByTheOperatorWhoAsksForIt() {
    String path = "/demeanor/admin/blocks";
    String bob = "{\"kind\":\"account\",\"target\":\"bob\",\"minutes\":30,\"reason\":\"reported\"}";
    assertThat(post(path, bob)).hasStatus(201).bodyJson().extractingPath("$.id").isNotNull();
    assertThat(monitor.blocks())
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.target()).isEqualTo(BlockTarget.account(SubjectId.of("bob")));
              assertThat(block.actor()).isEqualTo("ops");
              assertThat(block.reason()).isEqualTo("reported");
              assertThat(Duration.between(block.createdAt(), block.expiresAt()))
                  .isEqualTo(Duration.ofMinutes(30));
            });
    monitor.blocks().forEach(block -> monitor.unblock(block.id(), "ops", "the test is over"));
    for (String[] wrong :
        new String[][] {
          {"kind", bob.replace("account", "session")},
          {"target", bob.replace("bob", " ")},
          {"minutes", bob.replace("30", "0")},
          {"reason", bob.replace("reported", "")}
        }) {
      assertThat(post(path, wrong[1]))
          .hasStatus(422)
          .bodyJson()
          .extractingPath("$.errors[0].field")
          .isEqualTo(wrong[0]);
    }
    assertThat(monitor.blocks()).isEmpty();
  }

  @Test
  void blockOfASession_keepsItsIdSecret() {
    SessionId secret = new SessionId("a-bearer-secret");
    String id =
        monitor
            .block(BlockTarget.session("default", secret), Duration.ofHours(1), "ops", "test")
            .id();
    assertThat(get("/demeanor/admin/blocks")).bodyText().doesNotContain("a-bearer-secret");
    post("/demeanor/admin/blocks/" + id + "/unblock", "{\"reason\":\"done\"}");
  }

  private String decided() {
    var session =
        monitor.open(SessionOptions.of(ALICE, new SessionId(UUID.randomUUID().toString())));
    SimulatedTypist.ofSeed(1, 11).type(session, session.field("password", 0));
    return session.assess("request-9").id();
  }

  @Test
  void decisions_areListedAndFound() {
    String id = decided();
    assertThat(get("/demeanor/admin/decisions?limit=5"))
        .bodyJson()
        .extractingPath("$.items[0].correlationId")
        .isEqualTo("request-9");
    assertThat(get("/demeanor/admin/decisions/" + id))
        .bodyJson()
        .extractingPath("$.sources[0].abstention")
        .isEqualTo("COLD_START");
    assertThat(get("/demeanor/admin/decisions/none")).hasStatus(404);
  }

  @Test
  void explanation_isThatOfTheDecisionBehindTheEvent() {
    String id = decided();
    SecurityEvent event =
        SecurityEvent.pending(
            UUID.randomUUID().toString(),
            "default",
            "EXPLAINED",
            Instant.now(),
            monitor.subjectKey(ALICE),
            null,
            id);
    events.record(event);
    assertThat(get("/demeanor/admin/events/" + event.id() + "/explanation"))
        .bodyJson()
        .extractingPath("$.id")
        .isEqualTo(id);
    assertThat(get("/demeanor/admin/events/" + event("OLD").id() + "/explanation")).hasStatus(404);
    assertThat(decisions.find(id)).isPresent();
  }

  @Test
  void subject_isShownExportedAndErased() {
    SubjectId carol = SubjectId.of("carol");
    var session = monitor.open(SessionOptions.of(carol, new SessionId("carols")).asVouched());
    SimulatedTypist.ofSeed(2, 11).type(session, session.field("password", 0));
    session.assess();
    assertThat(monitor.settle(Duration.ofMinutes(1))).isTrue();
    assertThat(get("/demeanor/admin/subjects/carol"))
        .bodyJson()
        .extractingPath("$.enrolment[0].learned")
        .isEqualTo(1);
    assertThat(get("/demeanor/admin/subjects/carol/export"))
        .hasStatusOk()
        .hasHeader("Content-Disposition", "attachment; filename=\"demeanor-export.json\"")
        .bodyJson()
        .extractingPath("$")
        .isNotNull();
    assertThat(post("/demeanor/admin/subjects/carol/erase", "{}")).hasStatus(422);
    assertThat(post("/demeanor/admin/subjects/carol/erase", "{\"reason\":\"REQUEST\"}"))
        .bodyJson()
        .extractingPath("$.templates")
        .satisfies(count -> assertThat((Integer) count).isPositive());
    assertThat(get("/demeanor/admin/subjects/carol"))
        .bodyJson()
        .extractingPath("$.enrolment.length()")
        .isEqualTo(0);
  }

  @Test
  void unforeseen_isSaidWithoutInternals() {
    assertThat(
            get("/demeanor/admin/events?kind=not a kind").getMvcResult().getResponse().getStatus())
        .isLessThan(500);
    assertThat(mvc.put().uri("/demeanor/admin/blocks").with(user("ops").roles("DEMEANOR_ADMIN")))
        .hasStatus(405);
  }
}

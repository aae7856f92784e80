package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.Feedback;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.event.Admission;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorBehaviourTest {

  private final World world = new World();

  private static void type(BehaviorSession session, int entries) {
    World.Typist alice = new World.Typist(1, 11);
    for (int i = 0; i < entries; i++) {
      alice.type(session);
      session.assess();
    }
  }

  @Test
  void enrolment_countsEntriesUntilTheSourceIsCompared() {
    world.config = MonitorConfig.defaults().withDeadline(Duration.ofSeconds(10));
    BehaviorMonitor monitor = world.direct().build();
    type(monitor.open(options(ALICE, "s")), 37);
    assertThat(monitor.enrolment(ALICE)).singleElement().asString().endsWith("COLD_START 37/100");
    assertThat(monitor.enrolment(BOB)).isEmpty();
  }

  @Test
  void enrolment_excludesDevelopment() {
    BehaviorMonitor monitor = world.direct().build();
    type(monitor.open(options(ALICE, "s").withProvenance(Provenance.DEV).asVouched()), 5);
    assertThat(monitor.enrolment(ALICE)).isEmpty();
  }

  @Test
  void enrolment_withoutAdaptation_stopsAtTheMinimumForAcceptedAndAtTheTargetForVouched() {
    world.config = World.adapting(world.config, AdaptationMode.NONE);
    BehaviorMonitor monitor = world.direct().build();
    type(monitor.open(options(ALICE, "s")), 70);
    type(monitor.open(options(BOB, "b").asVouched()), 70);
    assertThat(monitor.enrolment(ALICE).get(0).samples()).isEqualTo(World.MINIMUM);
    assertThat(monitor.enrolment(BOB).get(0).samples()).isEqualTo(60);
  }

  @Test
  void field_withHigherEpochStartsAnewAndErasesTheOldTemplate() {
    BehaviorMonitor monitor = world.direct().build();
    type(monitor.open(options(ALICE, "s")), 3);
    BehaviorSession next = monitor.open(options(ALICE, "t"));
    int field = next.field("password", 1);
    assertThat(next.field("password", 1)).isEqualTo(field);
    assertThat(monitor.enrolment(ALICE)).isEmpty();
    assertThat(world.records(AuditRecord.Erased.class))
        .singleElement()
        .satisfies(erased -> assertThat(erased.reason()).isEqualTo("EPOCH_CHANGED"))
        .satisfies(erased -> assertThat(erased.templates()).isEqualTo(1));
    new World.Typist(1, 2).type(next, field);
    next.assess();
    assertThat(monitor.enrolment(ALICE).get(0).source().epoch()).isEqualTo(1);
  }

  @Test
  void field_refusesWhatIsNoName() {
    BehaviorSession session = world.direct().build().open(options(ALICE, "s"));
    assertThat(session.field("Pass Word", 0)).isEqualTo(-1);
    assertThat(session.field("password", -1)).isEqualTo(-1);
    assertThat(session.key(-1, 0, 1, 1)).isEqualTo(Admission.OUT_OF_RANGE);
    assertThat(session.key(7, 0, 1, 1)).isEqualTo(Admission.UNKNOWN_SOURCE);
  }

  @Test
  void erase_leavesNothingOfTheSubject() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    BehaviorSession open = monitor.open(options(ALICE, "open"));
    type(open, 3);
    assertThat(monitor.erase(ALICE, "REQUEST")).isPositive();
    open.close();
    assertThat(world.templates.keys(ALICE)).isEmpty();
    assertThat(world.records(AuditRecord.Erased.class)).hasSize(1);
  }

  @Test
  void assess_inShadowNeverHasConsequencesWhateverHappens() {
    int worse = 0;
    for (int seed = 0; seed < 12; seed++) {
      World own = new World();
      SplittableRandom random = new SplittableRandom(seed);
      BehaviorMonitor monitor = own.direct().build();
      own.enrol(monitor);
      World.Typist[] typists = {
        new World.Typist(1, seed), new World.Typist(98, seed), new World.Typist(99, seed)
      };
      for (int step = 0; step < 60; step++) {
        int who = random.nextInt(3);
        BehaviorSession session = monitor.open(options(ALICE, "s" + who));
        typists[who].type(session);
        own.templates.down = random.nextInt(8) == 0;
        own.audit.down = random.nextInt(8) == 0;
        own.clock.advance(Duration.ofSeconds(random.nextInt(400)));
        if (random.nextInt(5) == 0) {
          session.feedback(Feedback.values()[random.nextInt(4)]);
        }
        Decision decision = session.assess();
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(decision.has(ReasonCode.SHADOWED))
            .isEqualTo(decision.computedVerdict() != Verdict.ALLOW);
        assertThat(session.access().isAllowed()).isTrue();
        worse += decision.computedVerdict() == Verdict.ALLOW ? 0 : 1;
      }
      assertThat(monitor.blocks()).isEmpty();
      assertThat(own.blocks.kept.active(own.clock.instant())).isEmpty();
    }
    assertThat(worse).as("the property is not trivial").isGreaterThan(100);
  }

  @Test
  void assess_inShadowRecordsWouldBeBlockOnceWhileItWouldHold() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    assertThat(World.impostor(session).computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(world.records(AuditRecord.Blocked.class))
        .singleElement()
        .satisfies(blocked -> assertThat(blocked.enforced()).isFalse());
    world.clock.advance(world.config.blocking().lasting().first());
    session.assess();
    assertThat(world.records(AuditRecord.Blocked.class)).as("the same evidence").hasSize(1);
    World.impostor(session);
    assertThat(world.records(AuditRecord.Blocked.class)).hasSize(2);
  }

  private BehaviorMonitor enforcing() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    monitor.close();
    world.config = world.config.enforcedBy("jane", "pilot");
    return world.direct().build();
  }

  @Test
  void assess_inEnforceBlocksTheSessionUntilTheBlockExpires() {
    BehaviorMonitor monitor = enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    assertThat(World.impostor(session).verdict()).isEqualTo(Verdict.DENY);
    assertThat(session.access()).isInstanceOf(Access.Blocked.class);
    assertThat(monitor.open(options(ALICE, "other")).access().isAllowed()).isTrue();
    assertThat(session.assess().has(ReasonCode.BLOCKED)).isTrue();
    assertThat(world.blocks.kept.active(world.clock.instant())).isEqualTo(monitor.blocks());
    world.clock.advance(world.config.blocking().lasting().first());
    assertThat(session.access().isAllowed()).isTrue();
    assertThat(monitor.blocks()).isEmpty();
    assertThat(monitor.statistics().blocks()).isZero();
  }

  @Test
  void build_restoresAutomaticBlocksOnlyWhenEnforcing() {
    BehaviorMonitor monitor = enforcing();
    World.impostor(monitor.open(options(ALICE, "s")));
    monitor.close();
    assertThat(world.direct().build().blocks()).hasSize(1);
    World shadow = new World();
    monitor.blocks().forEach(shadow.blocks.kept::save);
    shadow.blocks.kept.save(
        new Block(
            "operator",
            BlockTarget.account(BOB),
            Block.Origin.OPERATOR,
            "jane",
            "left",
            shadow.clock.instant(),
            shadow.clock.instant().plusSeconds(60)));
    assertThat(shadow.direct().build().blocks()).extracting(Block::id).containsExactly("operator");
  }

  @Test
  void block_byOperatorIsEnforcedInShadowOnEveryKindOfTarget() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s").from("device-1", "203.0.113.9"));
    for (BlockTarget target :
        List.of(
            BlockTarget.account(ALICE),
            BlockTarget.device("default", "device-1"),
            BlockTarget.address("default", "203.0.113.9"),
            BlockTarget.session("default", new SessionId("s")))) {
      Block block = monitor.block(target, Duration.ofHours(1), "jane", "stolen");
      assertThat(session.access()).isEqualTo(new Access.Blocked(block));
      assertThat(session.assess().verdict()).isEqualTo(Verdict.DENY);
      assertThat(monitor.unblock(block.id(), "jane", "found")).contains(block);
      assertThat(session.access().isAllowed()).isTrue();
      assertThat(session.assess().verdict()).isEqualTo(Verdict.ALLOW);
    }
    assertThat(monitor.unblock("none", "jane", "found")).isEmpty();
  }

  @Test
  void unblock_needsActorAndReason() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "jane", "x");
    assertThatThrownBy(() -> monitor.unblock(block.id(), " ", "why"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> monitor.unblock(block.id(), "jane", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(monitor.blocks()).containsExactly(block);
  }

  @Test
  void block_thatCannotBeRecordedDoesNotExist() {
    BehaviorMonitor monitor = world.direct().build();
    world.audit.down = true;
    for (int i = 0; i < 10; i++) { // also when the circuit breaker is open
      assertThatThrownBy(
              () -> monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "jane", "x"))
          .isInstanceOf(StoreException.class);
    }
    assertThat(monitor.blocks()).isEmpty();
    assertThat(world.blocks.kept.active(world.clock.instant())).isEmpty();
    assertThat(monitor.health().dependencies().get("audit").status()).isEqualTo(Health.Status.DOWN);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void assess_answersFailurePolicyWhenAuditIsDownAndWritesTheRecordAfterwards(Verdict policy) {
    world.config = world.config.withFailurePolicy(Verdict.ALLOW, policy);
    BehaviorMonitor monitor = enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    world.audit.down = true;
    Decision decision = World.impostor(session);
    assertThat(decision.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.verdict()).isEqualTo(policy);
    assertThat(decision.has(ReasonCode.NOT_DURABLE)).isTrue();
    assertThat(session.access().isAllowed()).as("nothing takes effect").isTrue();
    assertThat(monitor.statistics().notDurable()).isPositive();
    world.audit.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    session.assess();
    monitor.close();
    assertThat(world.records())
        .extracting(AuditRecord::id)
        .contains(decision.id() + "-not-durable");
    assertThat(world.records(AuditRecord.Blocked.class))
        .allSatisfy(b -> assertThat(world.blocks.kept.find(b.block().id())).isPresent());
  }

  @Test
  void assess_keepsBlockedSessionOutWhenAuditIsDown() {
    BehaviorMonitor monitor = enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "jane", "stolen");
    world.audit.down = true;
    assertThat(session.assess().verdict()).isEqualTo(Verdict.DENY);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void assess_answersFailurePolicyWhenTemplatesAreDownAndComparesLater(Verdict policy) {
    world.config = world.config.withFailurePolicy(policy, Verdict.ALLOW);
    BehaviorMonitor monitor = enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    world.templates.down = true;
    new World.Typist(1, 5).type(session);
    Decision decision = session.assess();
    assertThat(decision.verdict()).isEqualTo(policy);
    assertThat(decision.has(ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
    for (int i = 0; i < 10; i++) {
      session.assess();
    }
    assertThat(monitor.health().dependencies().get("templates").status())
        .isEqualTo(Health.Status.DOWN);
    assertThatThrownBy(() -> monitor.enrolment(ALICE)).isInstanceOf(StoreException.class);
    world.templates.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    decision = session.assess();
    assertThat(decision.has(ReasonCode.TEMPLATES_UNAVAILABLE)).isFalse();
    assertThat(decision.confidence()).as("the window waited").isPositive();
    monitor.enrolment(ALICE);
    assertThat(monitor.health().dependencies().get("templates").status())
        .isEqualTo(Health.Status.UP);
  }

  @Test
  void assess_leavesCorruptTemplateAsItIsAndComparesOtherSources() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    var key = world.templates.keys(ALICE).stream().filter(k -> k.source().isFixedText()).toList();
    var stored = world.templates.find(key.get(0)).orElseThrow();
    var corrupt =
        new dev.demeanor.spi.store.Template(
            stored.key(),
            stored.version(),
            stored.detector(),
            stored.schemaHash(),
            stored.samples(),
            stored.updatedAt(),
            new byte[] {1, 2, 3});
    world.templates.save(corrupt, stored.version());
    BehaviorMonitor other = world.direct().build();
    BehaviorSession session = other.open(options(ALICE, "s"));
    new World.Typist(1, 5).type(session);
    new World.Typist(2, 5).type(session, session.field("other", 0));
    Decision decision = session.assess();
    assertThat(decision.reasons())
        .contains(ReasonCode.TEMPLATES_UNAVAILABLE, ReasonCode.COLD_START);
    assertThat(world.templates.find(key.get(0)).orElseThrow().payload())
        .isEqualTo(corrupt.payload());
    assertThat(other.enrolment(ALICE)).hasSize(2);
  }

  @Test
  void feedback_repairsLowersAndStopsLearning() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    double low = World.impostor(session).trust();
    assertThat(session.feedback(Feedback.CHALLENGE_PASSED)).isTrue();
    double repaired = session.assess().trust();
    assertThat(repaired).isGreaterThan(low);
    assertThat(session.feedback(Feedback.CHALLENGE_FAILED)).isTrue();
    Decision failed = session.assess();
    assertThat(failed.trust()).isLessThan(repaired);
    assertThat(failed.has(ReasonCode.CHALLENGE_FAILED)).isTrue();
    BehaviorSession fresh = monitor.open(options(BOB, "b").asVouched());
    type(fresh, 2);
    assertThat(fresh.feedback(Feedback.IMPOSTOR)).isTrue();
    type(fresh, 2);
    assertThat(monitor.enrolment(BOB).get(0).samples()).isEqualTo(2);
    assertThat(world.records(AuditRecord.FeedbackGiven.class)).hasSize(3);
  }

  @Test
  void feedback_thatIsNotDurableHasNoEffectAndIsNotRecorded() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    double before = session.assess().trust();
    world.audit.down = true;
    assertThat(session.feedback(Feedback.CHALLENGE_FAILED)).isFalse();
    world.audit.down = false;
    assertThat(session.assess().trust()).isEqualTo(before);
    assertThat(world.records(AuditRecord.FeedbackGiven.class)).isEmpty();
  }

  @Test
  void open_atTheLimitRefusesUntilASessionIsIdle() {
    world.config = world.config.withLimits(MonitorConfig.Limits.defaults().withSessions(2));
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession first = monitor.open(options(ALICE, "1"));
    monitor.open(options(ALICE, "2"));
    world.clock.advance(Duration.ofMinutes(20));
    first.key(0, 0, 1, 1); // a call is a call
    BehaviorSession refused = monitor.open(options(ALICE, "3"));
    assertThat(refused.assess().reasons()).contains(ReasonCode.NO_SESSION);
    assertThat(refused.key(0, 0, 1, 1)).isEqualTo(Admission.NO_SESSION);
    assertThat(monitor.health().dependencies().get("sessions").status())
        .isEqualTo(Health.Status.DEGRADED);
    world.clock.advance(Duration.ofMinutes(20));
    assertThat(monitor.open(options(ALICE, "4")).assess().reasons())
        .doesNotContain(ReasonCode.NO_SESSION);
    assertThat(monitor.session(new SessionId("1"))).isPresent();
    assertThat(monitor.session(new SessionId("2"))).isEmpty();
    assertThat(monitor.statistics().sessions()).isEqualTo(2);
  }

  @Test
  void open_atTheLimitKnowsOfTheLastUseByEventAndByAccess() {
    world.config = world.config.withLimits(MonitorConfig.Limits.defaults().withSessions(3));
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession typing = monitor.open(options(ALICE, "typing"));
    BehaviorSession stopped = monitor.open(options(ALICE, "stopped clock"));
    BehaviorSession asking = monitor.open(options(ALICE, "asking"));
    typing.key(0, 0, 1, 1);
    world.clock.advance(Duration.ofMinutes(20));
    typing.key(0, 1, 1_200_000_001L, 1);
    for (int i = 0; i < 40; i++) {
      stopped.key(0, i, 1, 1); // whatever the client's clock says
    }
    asking.access();
    world.clock.advance(Duration.ofMinutes(20));
    monitor.open(options(ALICE, "refused"));
    assertThat(monitor.statistics().sessions()).isEqualTo(3);
    world.clock.advance(Duration.ofMinutes(20));
    monitor.open(options(ALICE, "new"));
    assertThat(monitor.session(new SessionId("typing"))).isEmpty();
    assertThat(monitor.session(new SessionId("stopped clock"))).isEmpty();
    assertThat(monitor.session(new SessionId("asking"))).isPresent(); // known to this sweep only
  }

  @Test
  void access_readsNoClock() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    long before = world.clock.reads();
    for (int i = 0; i < 10; i++) {
      assertThat(session.access().isAllowed()).isTrue();
    }
    assertThat(world.clock.reads()).isEqualTo(before);
    session.key(0, 0, 1, 1);
    long once = world.clock.reads();
    session.key(0, 1, 2, 1);
    assertThat(world.clock.reads()).isEqualTo(once);
  }

  @Test
  void open_withIdOfAnotherSubjectStartsFresh() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession alice = monitor.open(options(ALICE, "s"));
    assertThat(monitor.open(options(ALICE, "s"))).isSameAs(alice);
    BehaviorSession bob = monitor.open(options(BOB, "s"));
    assertThat(bob).isNotSameAs(alice);
    assertThat(alice.assess().has(ReasonCode.NO_SESSION)).isTrue();
    assertThat(bob.assess().has(ReasonCode.NO_SESSION)).isFalse();
    assertThat(monitor.statistics().sessions()).isEqualTo(1);
  }

  @Test
  void assess_ofReopenedSessionIsRecordedBesideTheOldOne() {
    BehaviorMonitor monitor = world.direct().build();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      try (BehaviorSession session = monitor.open(options(i % 2 == 0 ? ALICE : BOB, "s"))) {
        ids.add(session.assess().id());
      }
    }
    assertThat(ids).hasSize(5);
    assertThat(world.records(AuditRecord.Decided.class)).hasSize(5);
  }

  @Test
  void audit_namesNoSessionAccountAddressOrDevice() {
    BehaviorMonitor monitor = enforcing();
    BehaviorSession session =
        monitor.open(options(ALICE, "raw-session-4711").from("device-0815", "203.0.113.9"));
    World.impostor(session);
    session.feedback(Feedback.GENUINE);
    Block block =
        monitor.block(
            BlockTarget.address("default", "203.0.113.9"), Duration.ofHours(1), "jane", "x");
    monitor.unblock(block.id(), "jane", "y");
    monitor.erase(ALICE, "REQUEST");
    assertThat(world.records().stream().map(Object::getClass).distinct()).hasSize(7);
    assertThat(world.records())
        .allSatisfy(
            record ->
                assertThat(AuditJson.write(record))
                    .doesNotContain("raw-session", "alice", "203.0.113.9", "device-0815"));
  }

  @Test
  void listener_thatThrowsIsCounted() {
    DecisionListener broken =
        new DecisionListener() {
          @Override
          public void onDecision(AuditRecord.Decided decided, Timings timings) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onRecord(AuditRecord record) {
            throw new IllegalStateException("broken");
          }
        };
    BehaviorMonitor monitor = world.direct().listener(broken).build();
    assertThat(monitor.open(options(ALICE, "s")).assess().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(monitor.statistics().listenerFailures()).isEqualTo(3);
  }

  @Test
  void health_showsTheOverride() {
    world.config = world.config.enforcedBy("jane", "pilot");
    BehaviorMonitor monitor = world.direct().build();
    assertThat(monitor.health().enforcement())
        .isEqualTo(new MonitorConfig.Enforcement("jane", "pilot"));
    assertThat(monitor.health().status()).isEqualTo(Health.Status.UP);
    assertThat(world.records(AuditRecord.Started.class).get(0).actor()).isEqualTo("jane");
  }

  @Test
  void close_isIdempotentAndRefusesWhatComesAfter() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    int field = session.field("password", 0);
    monitor.close();
    monitor.close();
    assertThat(session.key(field, 0, 1, 1)).isEqualTo(Admission.NO_SESSION);
    assertThat(session.field("other", 0)).isEqualTo(-1);
    assertThat(session.assess().has(ReasonCode.NO_SESSION)).isTrue();
    assertThat(monitor.open(options(ALICE, "t")).assess().has(ReasonCode.NO_SESSION)).isTrue();
    assertThat(monitor.health().status()).isEqualTo(Health.Status.DOWN);
    assertThat(world.templates.closed || world.blocks.closed || world.audit.closed)
        .as("what was passed stays open")
        .isFalse();
  }

  @Test
  void fieldOfPage_withHigherEpochStartsAnewAndErasesNothing() {
    BehaviorMonitor monitor = world.direct().build();
    type(monitor.open(options(ALICE, "s")), 3);
    BehaviorSession taken = monitor.open(options(ALICE, "t"));
    int field = taken.fieldOfPage("password", 1_000_000);
    assertThat(taken.fieldOfPage("password", 1_000_000)).isEqualTo(field);
    assertThat(monitor.enrolment(ALICE)).extracting(EnrolmentProgress::samples).containsExactly(3);
    assertThat(world.records(AuditRecord.Erased.class)).isEmpty();
    new World.Typist(1, 2).type(taken, field);
    taken.assess();
    assertThat(monitor.enrolment(ALICE)).hasSize(2);
    assertThat(taken.field("password", 1_000_000)).isEqualTo(field);
    assertThat(monitor.enrolment(ALICE)).hasSize(1);
  }

  @Test
  void assess_leavesOutACorrelationIdThatNoStoreTakes() {
    BehaviorSession session = world.direct().build().open(options(ALICE, "s"));
    for (String sent : new String[] {"x".repeat(257), "a\u0000b", "\ud83d", " ", "request-7"}) {
      session.assess(sent);
    }
    assertThat(world.records(AuditRecord.Decided.class))
        .extracting(AuditRecord.Decided::correlationId)
        .containsExactly(null, null, null, null, "request-7");
  }

  @Test
  void options_leaveOutADeviceAndAnAddressThatNoStoreTakes() {
    SessionOptions options = options(ALICE, "s").from("d".repeat(257), "a\u0000b");
    assertThat(options.deviceId()).isNull();
    assertThat(options.address()).isNull();
    assertThat(options.from("tablet", "::1").deviceId()).isEqualTo("tablet");
  }
}

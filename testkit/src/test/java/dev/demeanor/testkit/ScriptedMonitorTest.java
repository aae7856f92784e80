package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Access;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Source;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedMonitorTest {

  private static final SubjectId ALICE = SubjectId.of("alice");
  private static final SessionId SESSION = new SessionId("s-1");
  private static final SessionOptions OPTIONS =
      SessionOptions.of(ALICE, SESSION).from("laptop", "192.0.2.7");

  private final FakeClock clock = FakeClock.atDefault();
  private final ScriptedMonitor monitor = new ScriptedMonitor(clock);
  private final ScriptedSession session = monitor.open(OPTIONS);

  @Test
  void assess_allowsWithoutAScript() {
    assertThat(session.assess().verdict()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void assess_followsTheScriptAndRepeatsItsEnd() {
    monitor.script(Verdict.ALLOW, Verdict.CHALLENGE, Verdict.DENY);
    assertThat(session.assess().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(session.assess().verdict()).isEqualTo(Verdict.CHALLENGE);
    assertThat(session.assess().verdict()).isEqualTo(Verdict.DENY);
    assertThat(session.assess().verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void assess_givesTrustAndReasonThatFitTheVerdict() {
    monitor.script(Verdict.CHALLENGE);
    Decision decision = session.assess();
    assertThat(decision.trust()).isBetween(0.5, 0.8);
    assertThat(decision.reasons()).containsExactly(ReasonCode.TRUST_BELOW_ALLOW);
  }

  @Test
  void scriptReasons_setsTheReasons() {
    monitor.scriptReasons(Verdict.ALLOW, ReasonCode.COLD_START, ReasonCode.INSUFFICIENT_EVIDENCE);
    assertThat(session.assess().reasons())
        .containsExactly(ReasonCode.INSUFFICIENT_EVIDENCE, ReasonCode.COLD_START);
  }

  @Test
  void assess_inShadow_allowsAndSaysWhatWouldHaveBeen() {
    monitor.scriptMode(Mode.SHADOW);
    monitor.script(Verdict.DENY);
    Decision decision = session.assess();
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.has(ReasonCode.SHADOWED)).isTrue();
  }

  @Test
  void block_keepsTheSessionOut() {
    Block block = block(BlockTarget.session(ALICE.tenant(), SESSION));
    assertThat(session.access()).isEqualTo(new Access.Blocked(block));
    Decision decision = session.assess();
    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.has(ReasonCode.BLOCKED)).isTrue();
  }

  @Test
  void block_onDeviceAddressOrAccount_isFoundByTheSession() {
    for (BlockTarget target :
        new BlockTarget[] {
          BlockTarget.device(ALICE.tenant(), "laptop"),
          BlockTarget.address(ALICE.tenant(), "192.0.2.7"),
          BlockTarget.account(ALICE)
        }) {
      Block block = block(target);
      assertThat(session.access().isAllowed()).as(target.kind().name()).isFalse();
      monitor.unblock(block.id(), "operator", "test");
    }
  }

  @Test
  void block_ofAnotherTenant_isNotFound() {
    block(BlockTarget.device("other", "laptop"));
    assertThat(session.access().isAllowed()).isTrue();
  }

  @Test
  void block_expiresByTheClock() {
    block(BlockTarget.account(ALICE));
    clock.advance(Duration.ofMinutes(15));
    assertThat(session.access()).isEqualTo(Access.Allowed.INSTANCE);
    assertThat(monitor.blocks()).isEmpty();
  }

  @Test
  void unblock_letsIn() {
    Block block = block(BlockTarget.account(ALICE));
    assertThat(monitor.unblock(block.id(), "operator", "mistake")).contains(block);
    assertThat(session.access().isAllowed()).isTrue();
  }

  @Test
  void open_answersTheOpenSessionOfThatId() {
    assertThat(monitor.open(OPTIONS)).isSameAs(session);
    assertThat(monitor.session(SESSION)).containsSame(session);
  }

  @Test
  void scripted_findsASessionThatWasClosed() {
    session.close();
    assertThat(monitor.session(SESSION)).isEmpty();
    assertThat(monitor.scripted(SESSION)).isSameAs(session);
  }

  @Test
  void close_closesSessions() {
    monitor.close();
    assertThat(session.isClosed()).isTrue();
    assertThat(monitor.open(OPTIONS).assess().has(ReasonCode.NO_SESSION)).isTrue();
  }

  @Test
  void enrolment_answersWhatIsScripted() {
    EnrolmentProgress progress =
        new EnrolmentProgress(Source.fixedText("password", 0), DeviceClass.DESKTOP, 37, 100, false);
    monitor.scriptEnrolment(ALICE, progress);
    assertThat(monitor.enrolment(ALICE)).containsExactly(progress);
    assertThat(monitor.erase(ALICE, "REQUEST")).isEqualTo(1);
    assertThat(monitor.enrolment(ALICE)).isEmpty();
  }

  @Test
  void health_answersWhatIsScripted() {
    Health down =
        new Health(
            Health.Status.DOWN,
            Mode.ENFORCE,
            new MonitorConfig.Enforcement("test", "to see it down"),
            Map.of());
    monitor.scriptHealth(down);
    assertThat(monitor.health()).isSameAs(down);
  }

  @Test
  void statistics_countsDecisionsByVerdict() {
    monitor.script(Verdict.CHALLENGE);
    session.assess();
    session.assess();
    assertThat(monitor.statistics().decisions()).containsEntry(Verdict.CHALLENGE, 2L);
  }

  private Block block(BlockTarget target) {
    return monitor.block(target, Duration.ofMinutes(15), "operator", "test");
  }
}

package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Access;
import dev.demeanor.AllowList;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Exemptions;
import dev.demeanor.Feedback;
import dev.demeanor.SessionEnd;
import dev.demeanor.address.AddressRange;
import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.BlockPolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockLadderTest {

  private static final BlockPolicy LADDER = BlockPolicy.defaults().withSteps(1, 2, 3);
  private final World world = new World();

  private BehaviorMonitor enforcing(BlockPolicy policy) {
    return enforcing(policy, world.direct());
  }

  private BehaviorMonitor enforcing(BlockPolicy policy, BehaviorMonitorBuilder builder) {
    BehaviorMonitor shadow = world.direct().build();
    world.enrol(shadow);
    shadow.close();
    world.config = world.config.withBlocking(policy).enforcedBy("jane", "pilot");
    return builder.config(world.config).build();
  }

  /** A session on a device in which somebody else types. */
  private static Decision impostor(BehaviorMonitor monitor, String session, String device) {
    return World.impostor(monitor.open(options(ALICE, session).from(device, null)));
  }

  private AuditRecord.Decided lastAlarm() {
    List<AuditRecord.Decided> alarms =
        world.records(AuditRecord.Decided.class).stream().filter(d -> d.alarms() != null).toList();
    return alarms.get(alarms.size() - 1);
  }

  private static List<String> kinds(BehaviorMonitor monitor) {
    assertThat(monitor.settle(Duration.ofSeconds(30))).isTrue();
    return monitor.securityEvents(SecurityEventFilter.of("default"), null, 100).stream()
        .map(SecurityEvent::kind)
        .toList();
  }

  @Test
  void alarms_blockTheSessionThenTheDeviceThenTheAccount() {
    BehaviorMonitor monitor = enforcing(LADDER);
    impostor(monitor, "one", "laptop");
    assertThat(lastAlarm().decision().consequence()).isEqualTo(Consequence.BLOCK_SESSION);
    assertThat(monitor.blocks())
        .extracting(b -> b.target().kind())
        .containsExactly(BlockTarget.Kind.SESSION);
    impostor(monitor, "two", "laptop");
    assertThat(lastAlarm().decision().consequence()).isEqualTo(Consequence.BLOCK_DEVICE);
    assertThat(lastAlarm().alarms()).isEqualTo(new AlarmCounts(1, 2, 2));
    assertThat(monitor.open(options(BOB, "other").from("laptop", null)).access().isAllowed())
        .isFalse();
    assertThat(monitor.open(options(ALICE, "mine").from("phone", null)).access().isAllowed())
        .isTrue();
    impostor(monitor, "three", "phone");
    assertThat(lastAlarm().decision().consequence()).isEqualTo(Consequence.BLOCK_ACCOUNT);
    assertThat(monitor.open(options(ALICE, "mine").from("tablet", null)).access().isAllowed())
        .isFalse();
    assertThat(kinds(monitor))
        .containsExactlyInAnyOrder(
            "SESSION_BLOCKED",
            "SESSION_BLOCKED",
            "DEVICE_BLOCKED",
            "SESSION_BLOCKED",
            "ACCOUNT_BLOCKED");
    assertThat(monitor.statistics().consequences().get(Consequence.BLOCK_ACCOUNT)).isEqualTo(1);
  }

  @Test
  void defaults_neverBlockTheAccount() {
    BehaviorMonitor monitor = enforcing(BlockPolicy.defaults());
    for (int i = 0; i < 12; i++) {
      impostor(monitor, "s" + i, "device-" + i);
    }
    assertThat(monitor.blocks())
        .hasSize(12)
        .allMatch(block -> block.target().kind() == BlockTarget.Kind.SESSION);
  }

  @Test
  void askingAgain_raisesNoSecondAlarm() {
    BehaviorMonitor monitor = enforcing(LADDER.withSteps(0, 2, 0));
    BehaviorSession session = monitor.open(options(ALICE, "s").from("laptop", null));
    Decision denied = World.impostor(session);
    assertThat(denied.consequence()).isEqualTo(Consequence.END_SESSION);
    int alarms = lastAlarm().alarms().inSession();
    for (int i = 0; i < 50; i++) {
      assertThat(session.assess().consequence()).isEqualTo(Consequence.END_SESSION);
    }
    assertThat(lastAlarm().alarms().inSession()).isEqualTo(alarms);
    assertThat(lastAlarm().alarms().onDevice()).as("one session is one").isEqualTo(1);
    assertThat(monitor.blocks()).isEmpty();
  }

  @Test
  void alarmsOutsideTheWindow_doNotCount() {
    BehaviorMonitor monitor = enforcing(LADDER);
    impostor(monitor, "one", "laptop");
    world.clock.advance(Duration.ofHours(1));
    impostor(monitor, "two", "laptop");
    assertThat(lastAlarm().alarms()).isEqualTo(new AlarmCounts(1, 1, 1));
  }

  @Test
  void repeats_lastLonger() {
    BehaviorMonitor monitor = enforcing(LADDER.withSteps(1, 0, 0));
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    Duration before = Duration.ZERO;
    for (int i = 0; i < 3; i++) {
      World.impostor(session);
      Block block = monitor.blocks().get(0);
      Duration lasting = Duration.between(block.createdAt(), block.expiresAt());
      assertThat(lasting)
          .isLessThanOrEqualTo(Duration.ofMinutes(15L << i))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(15L << i).multipliedBy(9).dividedBy(10))
          .isGreaterThan(before);
      before = lasting;
      world.clock.advance(lasting);
    }
  }

  @Test
  void repeats_areRememberedOfBlocksThatStillStandAfterARestart() {
    BehaviorMonitor monitor = enforcing(LADDER.withSteps(1, 0, 0));
    World.impostor(monitor.open(options(ALICE, "s")));
    monitor.close();
    BehaviorMonitor next = world.direct().build();
    Block first = next.blocks().get(0);
    world.clock.advance(Duration.between(world.clock.instant(), first.expiresAt()));
    World.impostor(next.open(options(ALICE, "s")));
    Block second = next.blocks().get(0);
    assertThat(Duration.between(second.createdAt(), second.expiresAt()))
        .isGreaterThan(Duration.ofMinutes(26));
  }

  @Test
  void unblock_forgivesAndNoAutomaticBlockFollowsDuringTheGrace() {
    BehaviorMonitor monitor = enforcing(LADDER);
    BehaviorSession session = monitor.open(options(ALICE, "s").from("laptop", null));
    World.impostor(session);
    assertThat(session.ended()).contains(SessionEnd.SESSION_BLOCKED);
    Block block = monitor.blocks().get(0);
    monitor.unblock(block.id(), "jane", "was on the phone");
    assertThat(session.ended()).isEmpty();
    Decision again = World.impostor(session);
    assertThat(again.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(again.verdict()).isEqualTo(Verdict.CHALLENGE);
    assertThat(again.consequence()).isEqualTo(Consequence.CHALLENGE);
    assertThat(again.has(ReasonCode.UNBLOCKED_RECENTLY)).isTrue();
    assertThat(monitor.blocks()).isEmpty();
    impostor(monitor, "other", "laptop");
    assertThat(lastAlarm().alarms())
        .as("a false alarm is none")
        .isEqualTo(new AlarmCounts(1, 1, 1));
    world.clock.advance(Duration.ofHours(2));
    assertThat(World.impostor(session).verdict()).isEqualTo(Verdict.DENY);
    assertThat(session.access().isAllowed()).isFalse();
  }

  @Test
  void unblockOfADevice_sparesTheDeviceAndNotTheSession() {
    BehaviorMonitor monitor = enforcing(LADDER);
    impostor(monitor, "one", "laptop");
    impostor(monitor, "two", "laptop");
    Block device =
        monitor.blocks().stream()
            .filter(block -> block.target().kind() == BlockTarget.Kind.DEVICE)
            .findFirst()
            .orElseThrow();
    monitor.unblock(device.id(), "jane", "a lab computer");
    impostor(monitor, "three", "laptop");
    assertThat(lastAlarm().decision().has(ReasonCode.UNBLOCKED_RECENTLY)).isTrue();
    assertThat(lastAlarm().alarms().onDevice()).isZero();
    assertThat(monitor.blocks()).noneMatch(b -> b.target().kind() == BlockTarget.Kind.DEVICE);
    assertThat(monitor.open(options(ALICE, "three")).access().isAllowed()).isFalse();
  }

  @Test
  void passedChallenge_takesTheAlarmBack() {
    BehaviorMonitor monitor = enforcing(LADDER.withSteps(0, 2, 0));
    BehaviorSession session = monitor.open(options(ALICE, "one").from("laptop", null));
    World.impostor(session);
    assertThat(session.ended()).contains(SessionEnd.DENIED);
    assertThat(session.feedback(Feedback.CHALLENGE_PASSED)).isTrue();
    assertThat(session.ended()).isEmpty();
    impostor(monitor, "two", "laptop");
    assertThat(lastAlarm().alarms().onDevice()).isEqualTo(1);
    assertThat(monitor.blocks()).isEmpty();
  }

  @Test
  void failedChallenge_isASecurityEvent() {
    BehaviorMonitor monitor = enforcing(LADDER);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    session.feedback(Feedback.CHALLENGE_FAILED);
    assertThat(kinds(monitor)).containsExactly("CHALLENGE_FAILED");
  }

  @Test
  void exempt_areAskedWhenAConsequenceIsAboutToApply() {
    Set<String> trusted = new java.util.HashSet<>(Set.of("laptop"));
    Exemptions exemptions = (subject, device, address, segment) -> trusted.contains(device);
    BehaviorMonitor monitor = enforcing(LADDER, world.direct().exemptions(exemptions));
    Decision spared = impostor(monitor, "one", "laptop");
    assertThat(spared.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(spared.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(spared.has(ReasonCode.EXEMPT)).isTrue();
    assertThat(monitor.blocks()).isEmpty();
    trusted.clear();
    assertThat(impostor(monitor, "one", "laptop").verdict()).isEqualTo(Verdict.DENY);
    BehaviorSession session = monitor.session(options(ALICE, "one").session()).orElseThrow();
    assertThat(session.access().isAllowed()).isFalse();
    trusted.add("laptop");
    assertThat(session.access().isAllowed()).as("at check time").isTrue();
    Block byOperator =
        monitor.block(BlockTarget.device("default", "laptop"), Duration.ofHours(1), "jane", "lost");
    assertThat(session.access()).isEqualTo(new Access.Blocked(byOperator));
  }

  @Test
  void exemptionsThatThrow_exemptNobody() {
    BehaviorMonitor monitor =
        enforcing(
            LADDER,
            world
                .direct()
                .exemptions(
                    (subject, device, address, segment) -> {
                      throw new IllegalStateException("directory is down");
                    }));
    assertThat(impostor(monitor, "one", "laptop").verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void allowList_namesSubjectsDevicesAddressesAndSegments() {
    AllowList list =
        new AllowList(
            Set.of(ALICE), Set.of("kiosk"), Set.of(AddressRange.of("192.0.2.1")), Set.of("staff"));
    assertThat(list.isExempt(ALICE, null, null, "default")).isTrue();
    assertThat(list.isExempt(BOB, "kiosk", null, "default")).isTrue();
    assertThat(list.isExempt(BOB, null, "192.0.2.1", "default")).isTrue();
    assertThat(list.isExempt(BOB, null, null, "staff")).isTrue();
    assertThat(list.isExempt(BOB, "other", "192.0.2.2", "default")).isFalse();
    assertThat(list.toString()).doesNotContain("alice", "kiosk", "192.0.2.1");
  }

  @Test
  void shadow_recordsWhatWouldBeBlockedAndTouchesNobody() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    monitor.close();
    world.config = world.config.withBlocking(LADDER);
    BehaviorMonitor shadow = world.direct().build();
    impostor(shadow, "one", "laptop");
    Decision last = impostor(shadow, "two", "laptop");
    assertThat(last.consequence()).isEqualTo(Consequence.NONE);
    assertThat(lastAlarm().decision().computedConsequence()).isEqualTo(Consequence.BLOCK_DEVICE);
    assertThat(shadow.blocks()).isEmpty();
    assertThat(world.blocks.kept.active(world.clock.instant())).isEmpty();
    assertThat(shadow.open(options(ALICE, "two").from("laptop", null)).ended()).isEmpty();
    assertThat(kinds(shadow))
        .containsExactlyInAnyOrder(
            "WOULD_BLOCK_SESSION", "WOULD_BLOCK_SESSION", "WOULD_BLOCK_DEVICE");
    assertThat(world.records(AuditRecord.Blocked.class))
        .hasSize(3)
        .noneMatch(AuditRecord.Blocked::enforced);
  }

  @Test
  void denialByFailurePolicy_isNoAlarmAndEndsNoSession() {
    world.config = world.config.withFailurePolicy(Verdict.DENY, Verdict.ALLOW);
    BehaviorMonitor monitor = enforcing(LADDER);
    world.templates.down = true;
    BehaviorSession session = monitor.open(options(ALICE, "s").from("laptop", null));
    new World.Typist(1, 5).type(session);
    for (int i = 0; i < 20; i++) {
      Decision decision = session.assess();
      assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
      assertThat(decision.consequence()).isEqualTo(Consequence.NONE);
    }
    session.close();
    assertThat(session.assess().consequence()).isEqualTo(Consequence.NONE);
    assertThat(monitor.blocks()).isEmpty();
    assertThat(kinds(monitor)).isEmpty();
  }

  @Test
  void alarmThatIsNotDurable_doesNotCountAndMayBeRaisedAgain() {
    BehaviorMonitor monitor = enforcing(LADDER);
    world.audit.down = true;
    Decision decision = impostor(monitor, "one", "laptop");
    assertThat(decision.has(ReasonCode.NOT_DURABLE)).isTrue();
    assertThat(decision.consequence()).isEqualTo(Consequence.NONE);
    assertThat(decision.computedConsequence()).isNotEqualTo(Consequence.BLOCK_DEVICE);
    world.audit.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    BehaviorSession session = monitor.session(options(ALICE, "one").session()).orElseThrow();
    Decision again = session.assess();
    assertThat(again.consequence()).isEqualTo(Consequence.BLOCK_SESSION);
    assertThat(lastAlarm().alarms().onDevice()).isEqualTo(1);
    assertThat(session.access().isAllowed()).isFalse();
  }

  @Test
  void counts_areExactUnderManySessionsAtOnce() {
    BehaviorMonitor monitor = enforcing(BlockPolicy.defaults().withSteps(0, 0, 0));
    java.util.stream.IntStream.range(0, 64)
        .parallel()
        .forEach(i -> impostor(monitor, "s" + i, "laptop"));
    assertThat(
            world.records(AuditRecord.Decided.class).stream()
                .filter(decided -> decided.alarms() != null)
                .mapToInt(decided -> decided.alarms().onDevice())
                .max())
        .hasValue(64);
  }
}

package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What follows from a verdict in SHADOW and in ENFORCE. */
class ModesTest {

  private final World world = new World();

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

  @Test
  void assess_inEnforceBlocksTheSessionUntilTheBlockExpires() {
    BehaviorMonitor monitor = world.enforcing();
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
    BehaviorMonitor monitor = world.enforcing();
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
}

package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.MonitorConfig;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.event.Admission;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.Provenance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What sessions teach, and what becomes of it when a field or a subject goes. */
class EnrolmentInUseTest {

  private final World world = new World();

  @Test
  void enrolment_countsEntriesUntilTheSourceIsCompared() {
    world.config = MonitorConfig.defaults().withDeadline(Duration.ofSeconds(10));
    BehaviorMonitor monitor = world.direct().build();
    World.aliceTypes(monitor.open(options(ALICE, "s")), 37);
    assertThat(monitor.enrolment(ALICE)).singleElement().asString().endsWith("COLD_START 37/100");
    assertThat(monitor.enrolment(BOB)).isEmpty();
  }

  @Test
  void enrolment_excludesDevelopment() {
    BehaviorMonitor monitor = world.direct().build();
    World.aliceTypes(
        monitor.open(options(ALICE, "s").withProvenance(Provenance.DEV).asVouched()), 5);
    assertThat(monitor.enrolment(ALICE)).isEmpty();
  }

  @Test
  void enrolment_withoutAdaptation_stopsAtTheMinimumForAcceptedAndAtTheTargetForVouched() {
    world.config = World.adapting(world.config, AdaptationMode.NONE);
    BehaviorMonitor monitor = world.direct().build();
    World.aliceTypes(monitor.open(options(ALICE, "s")), 70);
    World.aliceTypes(monitor.open(options(BOB, "b").asVouched()), 70);
    assertThat(monitor.enrolment(ALICE).get(0).samples()).isEqualTo(World.MINIMUM);
    assertThat(monitor.enrolment(BOB).get(0).samples()).isEqualTo(60);
  }

  @Test
  void field_withHigherEpochStartsAnewAndErasesTheOldTemplate() {
    BehaviorMonitor monitor = world.direct().build();
    World.aliceTypes(monitor.open(options(ALICE, "s")), 3);
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
    World.aliceTypes(open, 3);
    assertThat(monitor.erase(ALICE, "REQUEST")).isPositive();
    open.close();
    assertThat(world.templates.keys(ALICE)).isEmpty();
    assertThat(world.records(AuditRecord.Erased.class)).hasSize(1);
  }

  @Test
  void fieldOfPage_withHigherEpochStartsAnewAndErasesNothing() {
    BehaviorMonitor monitor = world.direct().build();
    World.aliceTypes(monitor.open(options(ALICE, "s")), 3);
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
}

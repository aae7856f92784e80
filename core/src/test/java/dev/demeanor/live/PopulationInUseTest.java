package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.population.SimulatedBackground;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationInUseTest {

  private static final Population PEOPLE = SimulatedBackground.population(6);

  private final World world = new World();

  @Test
  void health_saysWhichPopulationIsInUse() {
    BehaviorMonitor alone = world.direct().build();
    BehaviorMonitor monitor = world.direct().population(PEOPLE).build();
    assertThat(detail(alone)).startsWith("one-class");
    assertThat(detail(monitor)).contains(PEOPLE.id(), "6 people");
  }

  private static String detail(BehaviorMonitor monitor) {
    return monitor.health().dependencies().get("population").detail();
  }

  @Test
  void started_recordsThePopulation() {
    world.direct().build();
    world.direct().population(PEOPLE).build();
    assertThat(world.records(AuditRecord.Started.class))
        .extracting(AuditRecord.Started::population)
        .containsExactly(null, PEOPLE.id());
  }

  @Test
  void policyVersion_changesWithThePopulation() {
    Population other = SimulatedBackground.population(7);
    assertThat(
            List.of(
                policyVersion(world.direct().build()),
                policyVersion(world.direct().population(PEOPLE).build()),
                policyVersion(world.direct().population(other).build())))
        .doesNotHaveDuplicates();
  }

  private String policyVersion(BehaviorMonitor monitor) {
    int before = world.records(AuditRecord.Decided.class).size();
    try (BehaviorSession session = monitor.open(World.options(World.ALICE, "s" + before))) {
      session.assess();
    }
    return world.records(AuditRecord.Decided.class).get(before).policyVersion();
  }

  @Test
  void template_learnedAlone_isComparedAtOnceWhenAPopulationComes() {
    world.enrol(world.direct().build());
    BehaviorMonitor monitor = world.direct().population(PEOPLE).build();
    assertThat(monitor.enrolment(World.ALICE)).allMatch(EnrolmentProgress::isComplete);
    assertThat(owner(monitor).has(ReasonCode.COLD_START)).isFalse();
    Decision impostor = World.impostor(monitor.open(World.options(World.ALICE, "impostor")));
    assertThat(impostor.trust()).isLessThan(owner(monitor).trust());
  }

  @Test
  void template_isComparedAsBeforeWhenThePopulationGoesAgain() {
    world.config = withoutAdaptation(world.config);
    BehaviorMonitor alone = world.direct().build();
    world.enrol(alone);
    Decision before = owner(alone);
    owner(world.direct().population(PEOPLE).build());
    assertThat(owner(world.direct().build()).trust()).isEqualTo(before.trust());
  }

  private static MonitorConfig withoutAdaptation(MonitorConfig config) {
    EnrolmentPolicy enrolment = config.enrolment();
    return config.withEnrolment(
        enrolment.withAdaptation(AdaptationPolicy.defaults().withMode(AdaptationMode.NONE)));
  }

  private static Decision owner(BehaviorMonitor monitor) {
    try (BehaviorSession session = monitor.open(World.options(World.ALICE, "owner"))) {
      new World.Typist(1, 11).type(session);
      return session.assess();
    }
  }

  @Test
  void build_withAPopulationOfAnUnknownDetector_namesIt() {
    Detector other = new Renamed();
    List<FeatureExtractorProvider> extractors = List.of(new FixedTextExtractorProvider());
    PopulationTraining training = PopulationTraining.of(extractors, List.of(other));
    Population population =
        training.learn(SimulatedBackground.people(training, 5), SimulatedBackground.origin());
    assertThatThrownBy(() -> world.direct().population(population).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learned for detector \"renamed\"")
        .hasMessageContaining("learn the population again");
  }
}

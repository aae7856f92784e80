package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.evidence.CalibrationConstants;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.Versions;
import dev.demeanor.population.SimulatedBackground;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.spi.store.TemplateStoreProvider;
import dev.demeanor.store.InMemoryTemplateStoreProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WiringTest {

  @TempDir Path dir;
  private final World world = new World();

  /** Called like one that is built in. */
  public static final class Impostor implements TemplateStoreProvider {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public TemplateStore open(ProviderOptions options) {
      return new InMemoryTemplateStoreProvider().open(options);
    }
  }

  /** Remembers what it opened. */
  public static final class Remembering implements TemplateStoreProvider {
    static World.Store last = new World.Store();

    @Override
    public String name() {
      return "remembering";
    }

    @Override
    public TemplateStore open(ProviderOptions options) {
      last = new World.Store();
      return last;
    }
  }

  private ClassLoader loader(Class<?>... providers) throws IOException {
    Path services = Files.createDirectories(dir.resolve("META-INF/services"));
    StringBuilder names = new StringBuilder();
    for (Class<?> provider : providers) {
      names.append(provider.getName()).append('\n');
    }
    Files.writeString(services.resolve(TemplateStoreProvider.class.getName()), names.toString());
    return new URLClassLoader(new URL[] {dir.toUri().toURL()}, WiringTest.class.getClassLoader());
  }

  @Test
  void build_listsWhatWasFoundForAnUnknownName() {
    assertThatThrownBy(
            () -> BehaviorMonitor.builder().templates("jdbc", ProviderOptions.none()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("jdbc", "memory");
  }

  @Test
  void build_refusesTwoProvidersOfOneNameAndNamesBoth() throws IOException {
    ClassLoader loader = loader(Impostor.class);
    assertThatThrownBy(() -> BehaviorMonitor.builder().classLoader(loader).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            Impostor.class.getName(), InMemoryTemplateStoreProvider.class.getName());
  }

  @Test
  void build_refusesProviderThatCannotBeMade() throws IOException {
    ClassLoader loader = loader(World.class);
    assertThatThrownBy(() -> BehaviorMonitor.builder().classLoader(loader).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TemplateStoreProvider");
  }

  @Test
  void build_takesTheInstanceAndNeverAsksForTheName() {
    BehaviorMonitor monitor = world.direct().templates("jdbc", ProviderOptions.none()).build();
    monitor.open(options(ALICE, "s")).assess();
    monitor.close();
    assertThat(world.templates.closed).isFalse();
  }

  @Test
  void close_closesWhatItOpened() throws IOException {
    BehaviorMonitor monitor =
        BehaviorMonitor.builder()
            .classLoader(loader(Remembering.class))
            .templates("remembering", ProviderOptions.none())
            .build();
    World.Store opened = Remembering.last;
    assertThat(opened.closed).isFalse();
    monitor.close();
    assertThat(opened.closed).isTrue();
  }

  @Test
  void build_closesWhatItOpenedWhenItFailsLater() throws IOException {
    ClassLoader loader = loader(Remembering.class);
    assertThatThrownBy(
            () ->
                BehaviorMonitor.builder()
                    .classLoader(loader)
                    .templates("remembering", ProviderOptions.none())
                    .audit("json-lines", ProviderOptions.none())
                    .build())
        .hasMessageContaining("file");
    assertThat(Remembering.last.closed).isTrue();
    world.audit.down = true;
    assertThatThrownBy(
            () ->
                BehaviorMonitor.builder()
                    .classLoader(loader)
                    .templates("remembering", ProviderOptions.none())
                    .audit(world.audit)
                    .build())
        .isInstanceOf(StoreException.class);
    assertThat(Remembering.last.closed).isTrue();
  }

  @Test
  void build_refusesShortPseudonymKey() {
    assertThatThrownBy(() -> BehaviorMonitor.builder().pseudonymKey(new byte[31]).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("pseudonymKey", "32", "31");
  }

  @Test
  void build_knowsWhatIsBuiltInWithoutServiceFiles() {
    try (BehaviorMonitor monitor =
        BehaviorMonitor.builder()
            .config(world.config)
            .executor(Runnable::run)
            .classLoader(ClassLoader.getPlatformClassLoader())
            .audit("json-lines", ProviderOptions.none().with("file", dir + "/audit.jsonl"))
            .detector("manhattan-scaled", ProviderOptions.none())
            .build()) {
      BehaviorSession session = monitor.open(options(ALICE, "s"));
      new World.Typist(1, 1).type(session);
      assertThat(session.assess().has(ReasonCode.COLD_START)).isTrue();
      assertThat(monitor.enrolment(ALICE)).hasSize(1);
    }
    assertThat(dir.resolve("audit.jsonl")).isNotEmptyFile();
  }

  @Test
  void build_handsNamedStoresTheClock() {
    BehaviorMonitor monitor =
        BehaviorMonitor.builder()
            .clock(world.clock)
            .executor(Runnable::run)
            .blocks("memory", ProviderOptions.none().with("capacity", "1"))
            .build();
    var target = dev.demeanor.spi.store.BlockTarget.account(ALICE);
    monitor.block(target, java.time.Duration.ofHours(1), "jane", "x");
    world.clock.advance(java.time.Duration.ofHours(2));
    assertThat(monitor.block(target, java.time.Duration.ofHours(1), "jane", "x")).isNotNull();
  }

  /** Learns, and throws whenever it is to score. */
  private static final class Throwing implements Detector {
    private record Model(int samples) implements SubjectModel {
      @Override
      public SubjectModel learn(FeatureVector sample) {
        return new Model(samples + 1);
      }

      @Override
      public void score(FeatureVector probe, ScoreBuffer out) {
        if (samples > 30) {
          throw new IllegalStateException("broken");
        }
        out.begin(1);
        out.add(0, samples % 3);
      }

      @Override
      public void save(StateWriter out) {
        out.putInt(samples);
      }
    }

    @Override
    public String name() {
      return "throwing";
    }

    @Override
    public boolean supports(FeatureSchema schema) {
      return true;
    }

    @Override
    public SubjectModel empty(FeatureSchema schema) {
      return new Model(0);
    }

    @Override
    public SubjectModel load(FeatureSchema schema, StateReader in) {
      return new Model(in.getInt("samples", 0, Integer.MAX_VALUE));
    }
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void assess_answersFailurePolicyWhenADetectorThrows(Verdict policy) {
    world.config =
        MonitorConfig.defaults()
            .withEnrolment(MonitorConfig.defaults().enrolment().withMinimum(30))
            .withFailurePolicy(policy, Verdict.ALLOW)
            .enforcedBy("jane", "pilot");
    BehaviorMonitor monitor = world.direct().detector(new Throwing()).build();
    BehaviorSession session = monitor.open(options(ALICE, "s").asVouched());
    World.Typist alice = new World.Typist(1, 1);
    Decision decision = session.assess();
    for (int i = 0; i < 40 && !decision.has(ReasonCode.INTERNAL_ERROR); i++) {
      alice.type(session);
      decision = session.assess();
    }
    assertThat(decision.has(ReasonCode.INTERNAL_ERROR)).isTrue();
    assertThat(decision.verdict()).isEqualTo(policy);
  }

  @Test
  void assess_answersWhenTheExecutorIsFull() {
    BehaviorMonitor monitor =
        world
            .threaded()
            .executor(
                task -> {
                  throw new RejectedExecutionException("full");
                })
            .build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    new World.Typist(1, 1).type(session);
    assertThat(session.assess().has(ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
    assertThat(session.feedback(dev.demeanor.Feedback.GENUINE)).isFalse();
    monitor.close();
    assertThat(world.records(dev.demeanor.spi.audit.AuditRecord.Decided.class)).hasSize(1);
  }

  @Test
  void build_thatFails_leavesTheSpoolToTheNextOne() {
    BehaviorMonitorBuilder builder = world.direct().spool(dir.resolve("spool"));
    try (ModelRepository models = ModelRepository.open(dir.resolve("models"))) {
      assertThatThrownBy(
              () ->
                  world
                      .direct()
                      .spool(dir.resolve("spool"))
                      .population(SimulatedBackground.population(6))
                      .models(models, Versions.TRUSTED)
                      .build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leave out one");
    }
    builder.build().close();
  }

  @Test
  void calibration_isWhatTheMonitorTurnsScoresIntoEvidenceBy() {
    CalibrationConstants low = CalibrationConstants.defaults().withCeiling(0.5);
    BehaviorMonitor monitor = world.direct().calibration(low).build();
    world.enrol(monitor);
    World.impostor(monitor.open(options(ALICE, "s")));
    monitor.close();
    List<Evidence.Present> said =
        world.records(AuditRecord.Decided.class).stream()
            .flatMap(decided -> decided.evidence().stream())
            .filter(Evidence.Present.class::isInstance)
            .map(Evidence.Present.class::cast)
            .toList();
    assertThat(said)
        .isNotEmpty()
        .allSatisfy(heard -> assertThat(Math.abs(heard.value())).isLessThanOrEqualTo(0.5));
  }

  @Test
  void build_withModelsBesideACalibration_isRefused() {
    CalibrationConstants low = CalibrationConstants.defaults().withCeiling(0.5);
    try (ModelRepository models = ModelRepository.open(dir.resolve("models"))) {
      BehaviorMonitorBuilder builder =
          world.direct().calibration(low).models(models, Versions.TRUSTED);
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leave out calibration");
    }
  }
}

package dev.demeanor.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.Tool;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.event.Modality;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SessionId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application is started with another configuration and then, since that was not a good one,
 * with the earlier one again: monitors one after the other on the same database.
 */
class EarlierConfigurationTest {

  private static final byte[] KEY_OF_2025 = new byte[32];
  private static final byte[] KEY_OF_2026 = new byte[32];

  static {
    KEY_OF_2026[0] = 1;
  }

  @TempDir static Path dir;

  private static MonitorConfig earlier() {
    MonitorConfig config = MonitorConfig.defaults();
    return config
        .withEnrolment(
            config
                .enrolment()
                .withMinimum(40)
                .withTarget(60)
                .withAdaptation(config.enrolment().adaptation().withMode(AdaptationMode.NONE)))
        .enforcedBy("jane", "it has been right for a month")
        .withBlockDuration(Duration.ofHours(12));
  }

  /** Differs in everything that decides, and watches only. */
  private static MonitorConfig later() {
    MonitorConfig config = MonitorConfig.defaults();
    return config
        .withEnrolment(earlier().enrolment().withTarget(80))
        .withTrust(config.trust().withPrior(0.6).withWeights(Map.of(Modality.KEYSTROKE, 0.7)))
        .withSegment(
            SessionOptions.DEFAULT_SEGMENT,
            SegmentPolicy.defaults().withThresholds(new Thresholds(0.97, 0.9)))
        .withBlockDuration(Duration.ofMinutes(1));
  }

  /** What the monitors have done and seen. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class OnDatabase {

    private final KeyRing before = KeyRing.of("2025", KEY_OF_2025);
    private final KeyRing meanwhile = before.withCurrent("2026", KEY_OF_2026);
    private final KeyRing back = KeyRing.of("2026", KEY_OF_2026).withCurrent("2025", KEY_OF_2025);

    private List<Decision> first = List.of();
    private List<Decision> changed = List.of();
    private List<Decision> again = List.of();
    private List<Decision> withoutKey = List.of();
    private List<Decision> withKey = List.of();
    private List<Block> blocksFirst = List.of();
    private List<Block> blocksAgain = List.of();
    private boolean sleptMeanwhile;
    private boolean holdsAgain;

    abstract String url() throws IOException;

    @BeforeAll
    void restart() throws IOException {
      RestartedMonitor monitors = new RestartedMonitor(JdbcUrl.of(url()));
      monitors.run(
          earlier(),
          before,
          monitor -> {
            monitors.enrol(monitor, "alice");
            first = monitors.come(monitor, "alice", "first");
            verdicts(monitors.intrude(monitor, "alice", "taken-over"));
            blocksFirst = monitor.blocks();
          });
      monitors.run(
          later(),
          meanwhile,
          monitor -> {
            sleptMeanwhile = isAllowed(monitor, "taken-over");
            monitors.enrol(monitor, "bob");
            changed = monitors.come(monitor, "alice", "changed");
            verdicts(monitors.intrude(monitor, "bob", "watched"));
            monitor.block(
                BlockTarget.device("default", "stolen"), Duration.ofDays(1), "jane", "stolen");
          });
      monitors.run(
          earlier(), before, monitor -> withoutKey = monitors.come(monitor, "bob", "unread"));
      monitors.run(
          earlier(),
          back,
          monitor -> {
            holdsAgain = !isAllowed(monitor, "taken-over");
            blocksAgain = monitor.blocks();
            again = monitors.come(monitor, "alice", "again");
            withKey = monitors.come(monitor, "bob", "read");
          });
    }

    private static void verdicts(List<Decision> ofIntruder) {
      assertThat(ofIntruder)
          .as("not trivial")
          .extracting(Decision::computedVerdict)
          .contains(Verdict.DENY);
    }

    private static boolean isAllowed(BehaviorMonitor monitor, String session) {
      return monitor
          .access(RestartedMonitor.subject("alice"), new SessionId(session), null, null)
          .isAllowed();
    }

    @Test
    void decisions_areThoseOfTheEarlierConfigurationBitForBit() {
      assertThat(first).extracting(Decision::verdict).endsWith(Verdict.ALLOW);
      assertThat(again).extracting(Decision::trust).isEqualTo(trust(first));
      assertThat(again)
          .extracting(Decision::verdict)
          .isEqualTo(first.stream().map(Decision::verdict).toList());
      assertThat(trust(changed)).as("not trivial").isNotEqualTo(trust(first));
    }

    private static List<Double> trust(List<Decision> decisions) {
      return decisions.stream().map(Decision::trust).toList();
    }

    @Test
    void blocksOfThePolicy_sleepInShadowAndHoldAgain() {
      assertThat(blocksFirst).as("not trivial").hasSize(1);
      assertThat(sleptMeanwhile).isTrue();
      assertThat(holdsAgain).isTrue();
    }

    @Test
    void blocks_areThoseOfBeforeAndOfOperators_andNoneThatWasOnlyWatched() {
      assertThat(blocksAgain)
          .extracting(block -> block.target().kind())
          .containsExactlyInAnyOrder(BlockTarget.Kind.SESSION, BlockTarget.Kind.DEVICE);
      assertThat(blocksAgain).extracting(Block::id).contains(blocksFirst.get(0).id());
    }

    @Test
    void templatesUnderTheNewerKey_areReadWhereTheRingStillHasIt() {
      assertThat(withoutKey).allMatch(one -> one.has(ReasonCode.TEMPLATES_UNAVAILABLE));
      assertThat(withKey).noneMatch(one -> one.has(ReasonCode.TEMPLATES_UNAVAILABLE));
      assertThat(withKey.get(withKey.size() - 1).confidence()).as("compared").isPositive();
    }

    @Test
    void audit_isUnbrokenAndReplaysBitForBitUnderEachOfItsPolicies() throws IOException {
      Tool verified = Tool.run("verify", "--audit", url());
      assertThat(verified.exitCode()).as(verified.toString()).isZero();
      Tool replayed = Tool.run("replay", "--audit", url());
      assertThat(replayed.exitCode()).as(replayed.toString()).isZero();
      assertThat(replayed.out()).contains("(100.00 %), 0 different");
    }
  }

  @Nested
  class OnH2 extends OnDatabase {

    private final String url =
        "jdbc:h2:file:"
            + dir.resolve("restarted").toAbsolutePath()
            + ";IFEXISTS=FALSE;DB_CLOSE_DELAY=-1";

    @Override
    String url() {
      return url;
    }

    @AfterAll
    void close() throws SQLException {
      try (Connection connection = DriverManager.getConnection(url, "sa", "");
          Statement statement = connection.createStatement()) {
        boolean unused = statement.execute("SHUTDOWN");
      }
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {

    private final EmbeddedPostgres server;

    OnPostgreSql() throws IOException {
      server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(3)).start();
    }

    @Override
    String url() {
      return server.getJdbcUrl("postgres", "postgres");
    }

    @AfterAll
    void close() throws IOException {
      server.close();
    }
  }
}

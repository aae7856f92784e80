package dev.demeanor.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.AnchorKey;
import dev.demeanor.audit.AuditChain;
import dev.demeanor.cli.Tool;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.SimulatedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} and {@code replay} on what a real monitor wrote about simulated people. */
class AuditCommandsTest {

  /** {@code -Ddemeanor.replay.decisions=100000} for the figure of the documentation. */
  private static final int DECISIONS = Integer.getInteger("demeanor.replay.decisions", 1_500);

  private static final int KEYS = 10;

  @TempDir static Path dir;

  private static Path audit = Path.of("");
  private static Path publicKey = Path.of("");

  @BeforeAll
  static void record() throws IOException, GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    audit = dir.resolve("audit.jsonl");
    publicKey = dir.resolve("node.pem");
    Files.writeString(
        publicKey,
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
    MonitorConfig config = MonitorConfig.defaults();
    for (MonitorConfig each :
        List.of(
            config, config.enforcedBy("jane", "test").withBlockDuration(Duration.ofMinutes(3)))) {
      live(each, new AnchorKey("key-1", keys.getPrivate()), DECISIONS / 2);
    }
  }

  /** A monitor at work, closed at the end; the next goes on with its chain. */
  private static void live(MonitorConfig config, AnchorKey key, int decisions) {
    FakeClock clock = FakeClock.atDefault();
    SplittableRandom random = new SplittableRandom(decisions);
    try (BehaviorMonitor monitor =
        BehaviorMonitor.builder()
            .config(config.withEnrolment(config.enrolment().withMinimum(30).withTarget(60)))
            .audit("json-lines", ProviderOptions.none().with("file", audit.toString()))
            .auditChain(AuditChain.defaults().signedBy(key).withAnchors(100, Duration.ofDays(1)))
            .clock(clock)
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .pseudonymKey(new byte[32])
            .build()) {
      SubjectId subject = SubjectId.of("alice");
      SimulatedPerson owner = SimulatedPerson.ofSeed(1, KEYS);
      try (BehaviorSession session =
          monitor.open(SessionOptions.of(subject, new SessionId("enrol")).asVouched())) {
        int field = session.field("password", 0);
        for (int i = 0; i < 80; i++) {
          owner.signIn(session, field);
          session.assess();
        }
      }
      int made = 80;
      for (int number = 0; made < decisions; number++) {
        boolean genuine = random.nextInt(3) > 0;
        SimulatedPerson person = genuine ? owner : SimulatedPerson.ofSeed(100 + number, KEYS);
        try (BehaviorSession session =
            monitor.open(SessionOptions.of(subject, new SessionId("session-" + number)))) {
          int field = session.field("password", 0);
          for (int i = 0; i < 12 && made < decisions; i++, made++) {
            clock.advance(Duration.ofSeconds(1 + random.nextInt(300)));
            person.signIn(session, field);
            session.assess();
            if (random.nextInt(30) == 0) {
              session.feedback(genuine ? Feedback.CHALLENGE_PASSED : Feedback.CHALLENGE_FAILED);
            }
          }
        }
        monitor.settle(Duration.ofMinutes(2));
      }
    }
  }

  private Path changed(List<String> lines, String name) throws IOException {
    Path folder = Files.createDirectory(dir.resolve(name));
    Path file = folder.resolve("audit.jsonl");
    Files.write(file, lines);
    Files.copy(dir.resolve("audit.jsonl.anchors"), folder.resolve("audit.jsonl.anchors"));
    return file;
  }

  @Test
  void verify_ofAnAuditAsItWasWritten_isUnbroken() {
    Tool tool = Tool.run("verify", "--audit", audit, "--public-key", publicKey);
    assertThat(tool.exitCode()).as(tool.toString()).isZero();
    assertThat(tool.out()).contains("node main", "signed up to record", "UNBROKEN");
  }

  @Test
  void verify_namesLineNodeSequenceAndRule() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(audit));
    lines.set(41, lines.get(41).replace("\"trust\":0.", "\"trust\":1."));
    Path file = changed(lines, "changed");
    Tool tool = Tool.run("verify", "--audit", file);
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.out()).contains(file + " line 42: record 42 of node main: CHANGED");
  }

  @Test
  void verify_namesARecordThatWasRemoved() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(audit));
    lines.remove(99);
    Tool tool = Tool.run("verify", "--audit", changed(lines, "removed"));
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.out()).contains("line 100: record 100 of node main: MISSING");
  }

  @Test
  void verify_findsThatTheEndIsMissing() throws IOException {
    List<String> lines = Files.readAllLines(audit);
    Path file = changed(lines.subList(0, lines.size() - 1), "truncated");
    Tool tool = Tool.run("verify", "--audit", file, "--public-key", publicKey);
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.out()).contains("record " + lines.size() + " of node main: TRUNCATED");
    Files.delete(file.resolveSibling("audit.jsonl.anchors"));
    assertThat(Tool.run("verify", "--audit", file).out()).contains("would not be noticed");
    assertThat(
            Tool.run("verify", "--audit", file, "--anchors", dir.resolve("audit.jsonl.anchors"))
                .exitCode())
        .isEqualTo(1);
  }

  @Test
  void verify_bearsATornLastLineAndSaysSo() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(audit));
    Path file = changed(lines, "torn");
    Files.writeString(file, "{\"v\":2,\"chain\":\"ma", java.nio.file.StandardOpenOption.APPEND);
    Tool tool = Tool.run("verify", "--audit", file);
    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out()).contains("torn after 18 bytes");
  }

  @Test
  void verify_ofAKeyThatIsNotTheNodes_isBroken() throws GeneralSecurityException, IOException {
    Path other = dir.resolve("other.der");
    Files.write(
        other, KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
    Tool tool = Tool.run("verify", "--audit", audit, "--public-key", other);
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.out()).contains("not signed with the given key");
  }

  @Test
  void verify_ofWhatIsNoAudit_isBadInputInOneLine() throws IOException {
    Path empty = Files.writeString(dir.resolve("empty.jsonl"), "");
    for (Object[] args :
        new Object[][] {
          {"verify", "--audit", dir.resolve("nowhere")},
          {"verify", "--audit", empty},
          {"verify", "--audit", Files.createDirectories(dir.resolve("none"))},
          {"verify", "--audit", audit, "--public-key", audit},
          {"verify", "--audit", audit, "--anchors", dir.resolve("nowhere")},
          {"verify"},
          {"replay", "--audit", dir.resolve("nowhere")},
          {"replay", "--audit", empty},
          {"replay", "--audit", publicKey},
          {"replay", "--audit", audit, "--policy", dir.resolve("nowhere")},
          {"replay", "--audit", audit, "--policy", publicKey},
        }) {
      Tool tool = Tool.run(args);
      assertThat(tool.exitCode()).as(List.of(args).toString()).isEqualTo(2);
      assertThat(tool.err()).hasLineCount(1);
    }
  }

  @Test
  void replay_makesEveryDecisionAgain() {
    Tool tool = Tool.run("replay", "--audit", audit);
    assertThat(tool.exitCode()).as(tool.toString()).isZero();
    assertThat(tool.out()).contains("equal bit for bit (100.00 %), 0 different");
  }

  @Test
  void replay_ofAStricterPolicy_saysWhoWouldHaveBeenChallenged() throws IOException {
    Path policy =
        Files.writeString(
            dir.resolve("policy.json"),
            "{\"segments\":{\"default\":{\"allow\":0.99,\"challenge\":0.9}}}");
    Tool tool = Tool.run("replay", "--audit", audit, "--policy", policy);
    assertThat(tool.exitCode()).as(tool.toString()).isZero();
    assertThat(tool.out()).contains("rows: the verdict then", "1 subjects with another verdict");
  }
}

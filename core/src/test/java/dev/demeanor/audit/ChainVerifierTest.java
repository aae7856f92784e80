package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainReport.Rule;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a chain is found and named: lines count from 1, as sequences do. */
class ChainVerifierTest {

  private static final KeyPair KEYS = Chains.keyPair();

  /** Anchors that were given away while the chain was written. */
  private final List<String> anchors = new ArrayList<>();

  private List<String> chain(int records) {
    Chains.Keeper keeper = new Chains.Keeper();
    AuditChain chain =
        AuditChain.defaults()
            .signedBy(new AnchorKey("key-1", KEYS.getPrivate()))
            .withAnchors(5, Duration.ofDays(1))
            .withAnchorsTo(anchors::add);
    try (ChainedAuditSink sink =
        new ChainedAuditSink(keeper, chain, Clock.fixed(Records.NOW, ZoneOffset.UTC), true)) {
      sink.append(Records.all(new SplittableRandom(records)).subList(0, 6));
      for (int i = 0; i < records - 6; i++) {
        sink.append(List.of(Records.decided(i + 1, "r\u00e9" + i, new SplittableRandom(i))));
      }
    }
    return keeper.texts;
  }

  private static ChainReport verify(List<String> lines) throws IOException {
    return new ChainVerifier(KEYS.getPublic()).verify(Chains.lines(lines));
  }

  private static Finding finding(List<String> lines) throws IOException {
    return Objects.requireNonNull(verify(lines).finding(), "nothing was found");
  }

  @Test
  void verify_findsNothingInAChainAsItWasWritten() throws IOException {
    List<String> lines = chain(20);
    ChainReport report = verify(lines);
    assertThat(report.finding()).isNull();
    assertThat(report.chains())
        .singleElement()
        .satisfies(
            chain -> {
              assertThat(chain.records()).isEqualTo(lines.size());
              assertThat(chain.anchors()).isEqualTo(5);
              assertThat(chain.signedUpTo()).isEqualTo(lines.size() - 1);
            });
  }

  @Test
  void verify_namesTheRecordInWhichAnyByteIsFlipped() throws IOException {
    byte[] file = Chains.file(chain(8));
    SplittableRandom random = new SplittableRandom(11);
    int line = 1;
    for (int i = 0; i < file.length; i++) {
      byte original = file[i];
      file[i] ^= (byte) (1 + random.nextInt(255));
      ChainReport report = new ChainVerifier(null).verify(Chains.lines(file));
      Finding finding = report.finding();
      assertThat(finding).as("byte %d in line %d", i, line).isNotNull();
      assertThat(finding.line()).as("byte %d in line %d", i, line).isEqualTo(line);
      assertThat(finding.sequence()).isEqualTo(line);
      assertThat(finding.rule()).isEqualTo(Rule.CHANGED);
      file[i] = original;
      line += original == '\n' ? 1 : 0;
    }
  }

  @Test
  void verify_namesWhatWasRemoved() throws IOException {
    List<String> original = chain(20);
    for (int removed = 0; removed < original.size() - 1; removed++) {
      List<String> lines = new ArrayList<>(original);
      lines.remove(removed);
      Finding finding = finding(lines);
      assertThat(finding.rule()).isEqualTo(Rule.MISSING);
      assertThat(finding.sequence()).isEqualTo(removed + 1);
      assertThat(finding.line()).isEqualTo(removed + 1);
      assertThat(finding.node()).isEqualTo("main");
    }
  }

  @Test
  void verify_namesWhereManyWereRemoved() throws IOException {
    List<String> lines = new ArrayList<>(chain(20));
    lines.subList(4, 9).clear();
    assertThat(finding(lines).rule()).isEqualTo(Rule.MISSING);
    assertThat(finding(lines).sequence()).isEqualTo(5);
    assertThat(finding(lines).detail()).contains("up to 9");
  }

  @Test
  void verify_namesTheFirstOfAnyTwoThatWereSwapped() throws IOException {
    List<String> original = chain(12);
    for (int a = 0; a < original.size(); a++) {
      for (int b = a + 1; b < original.size(); b++) {
        List<String> lines = new ArrayList<>(original);
        java.util.Collections.swap(lines, a, b);
        Finding finding = finding(lines);
        assertThat(finding.rule()).isEqualTo(Rule.REORDERED);
        assertThat(finding.line()).isEqualTo(a + 1);
        assertThat(finding.sequence()).isEqualTo(a + 1);
        assertThat(finding.detail()).contains("line " + (b + 1));
      }
    }
  }

  @Test
  void verify_namesACopyInsertedAnywhere() throws IOException {
    List<String> original = chain(12);
    for (int copied = 0; copied < original.size(); copied++) {
      for (int at = 0; at <= original.size(); at++) {
        List<String> lines = new ArrayList<>(original);
        lines.add(at, original.get(copied));
        Finding finding = finding(lines);
        assertThat(finding.rule()).isIn(Rule.INSERTED, Rule.REORDERED);
        if (at != copied) {
          assertThat(finding.line()).as("%d to %d", copied, at).isEqualTo(at + 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "not a record", "{\"v\":1,\"type\":\"Erased\"}"})
  void verify_namesALineInsertedAnywhereThatIsNoRecord(String inserted) throws IOException {
    List<String> original = chain(8);
    for (int at = 0; at < original.size(); at++) {
      List<String> lines = new ArrayList<>(original);
      lines.add(at, inserted);
      Finding finding = finding(lines);
      assertThat(finding.rule()).isEqualTo(Rule.INSERTED);
      assertThat(finding.line()).isEqualTo(at + 1);
    }
    List<String> lines = new ArrayList<>(original);
    lines.add(inserted);
    assertThat(finding(lines).line()).isEqualTo(lines.size());
  }

  @Test
  void verify_namesAForgeryThatFollowsTheRecordBeforeIt() throws IOException {
    List<String> original = chain(12);
    for (int at = 1; at < original.size(); at++) {
      ChainLink before =
          Objects.requireNonNull(ChainLink.parse(original.get(at - 1).getBytes(UTF_8)));
      AuditRecord.Chained forged =
          ChainLink.of(Records.feedback("forged"), "main", at + 1, before.hash());
      List<String> lines = new ArrayList<>(original);
      lines.add(at, forged.text());
      Finding finding = finding(lines);
      assertThat(finding.rule()).isEqualTo(Rule.INSERTED);
      if (at < original.size() - 1) {
        assertThat(finding.line()).isEqualTo(at + 1);
      }
    }
  }

  @Test
  void verify_namesARecordThatWasReplacedAndHashedAnew() throws IOException {
    List<String> original = chain(12);
    for (int at = 1; at < original.size() - 1; at++) {
      ChainLink before =
          Objects.requireNonNull(ChainLink.parse(original.get(at - 1).getBytes(UTF_8)));
      List<String> lines = new ArrayList<>(original);
      lines.set(at, ChainLink.of(Records.feedback("forged"), "main", at + 1, before.hash()).text());
      Finding finding = finding(lines);
      assertThat(finding.rule()).isIn(Rule.REPLACED);
      if (at < original.size() - 2) {
        assertThat(finding.line()).isEqualTo(at + 1);
      }
    }
  }

  @Test
  void verify_namesTheAnchorThatDoesNotFitWhenTheRestWasWrittenAnew() throws IOException {
    List<String> original = chain(20);
    List<String> lines = new ArrayList<>(original.subList(0, 3));
    for (int i = 3; i < original.size(); i++) {
      ChainLink before = Objects.requireNonNull(ChainLink.parse(lines.get(i - 1).getBytes(UTF_8)));
      AuditRecord record = i == 3 ? Records.feedback("forged") : AuditJson.read(original.get(i));
      lines.add(ChainLink.of(record, "main", i + 1, before.hash()).text());
    }
    assertThat(finding(lines).rule()).isEqualTo(Rule.ANCHOR);
  }

  @Test
  void verify_withoutKeptAnchors_cannotTellThatTheEndIsMissing() throws IOException {
    List<String> lines = chain(20);
    assertThat(verify(lines.subList(0, 10)).finding()).isNull();
  }

  @Test
  void verify_withKeptAnchors_findsThatAnyPartOfTheEndIsMissing() throws IOException {
    List<String> lines = chain(20);
    for (int left = 0; left < lines.size(); left++) {
      ChainVerifier verifier = new ChainVerifier(KEYS.getPublic());
      anchors.forEach(line -> verifier.expect(line.getBytes(UTF_8)));
      Finding finding = verifier.verify(Chains.lines(lines.subList(0, left))).finding();
      assertThat(finding).isNotNull();
      assertThat(finding.rule()).isEqualTo(Rule.TRUNCATED);
      assertThat(finding.sequence()).isEqualTo(left + 1);
    }
  }

  @Test
  void verify_withKeptAnchors_findsAChainThatWasWrittenAnew() throws IOException {
    chain(20);
    List<String> kept = List.copyOf(anchors);
    List<String> other = new ArrayList<>(chain(21));
    ChainVerifier verifier = new ChainVerifier(KEYS.getPublic());
    kept.forEach(line -> verifier.expect(line.getBytes(UTF_8)));
    Finding finding = verifier.verify(Chains.lines(other)).finding();
    assertThat(finding).isNotNull();
    assertThat(finding.rule()).isEqualTo(Rule.REWRITTEN);
  }

  @Test
  void verify_withTheKeyOfSomebodyElse_findsTheFirstAnchor() throws IOException {
    Finding finding =
        new ChainVerifier(Chains.keyPair().getPublic()).verify(Chains.lines(chain(8))).finding();
    assertThat(finding).isNotNull();
    assertThat(finding.rule()).isEqualTo(Rule.ANCHOR);
    assertThat(finding.line()).isEqualTo(1);
  }

  @Test
  void expect_refusesAnAnchorOfAnotherKey() {
    chain(8);
    ChainVerifier verifier = new ChainVerifier(Chains.keyPair().getPublic());
    assertThatThrownBy(() -> verifier.expect(anchors.get(0).getBytes(UTF_8)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("not signed with the given key");
  }

  @Test
  void verify_reportsATornLastLineAndFindsNothingElse() throws IOException {
    byte[] file = Chains.file(chain(8));
    int lastLine = 0;
    for (int i = 0; i < file.length - 1; i++) {
      lastLine = file[i] == '\n' ? i + 1 : lastLine;
    }
    for (int end = lastLine + 1; end < file.length; end++) {
      ChainReport report =
          new ChainVerifier(KEYS.getPublic())
              .verify(Chains.lines(java.util.Arrays.copyOf(file, end)));
      assertThat(report.finding()).isNull();
      assertThat(report.tornBytes()).isEqualTo(end - lastLine);
    }
  }

  @Test
  void verify_ofTwoNodes_followsEachChain() throws IOException {
    List<String> one = chain(8);
    AuditLines lines =
        reader -> {
          for (String node : List.of("a", "b")) {
            String head = ChainLink.GENESIS;
            for (int i = 1; i <= 3; i++) {
              AuditRecord.Chained link = ChainLink.of(Records.feedback("f" + i), node, i, head);
              head = link.hash();
              reader.line(node, i, link.text().getBytes(UTF_8), true);
            }
          }
        };
    assertThat(new ChainVerifier(null).verify(lines).chains()).hasSize(2);
    assertThat(one).isNotEmpty();
  }
}

package dev.demeanor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ChainedAuditSinkTest {

  private static final Clock CLOCK = Clock.fixed(Records.NOW, ZoneOffset.UTC);

  private final Chains.Keeper keeper = new Chains.Keeper();

  private ChainedAuditSink sink(AuditChain chain) {
    return new ChainedAuditSink(keeper, chain, CLOCK, true);
  }

  private List<String> ids() {
    return keeper.texts.stream()
        .map(AuditJson::read)
        .filter(record -> !(record instanceof AuditRecord.Anchored))
        .map(AuditRecord::id)
        .toList();
  }

  private List<String> occasions() {
    return keeper.texts.stream()
        .map(AuditJson::read)
        .filter(AuditRecord.Anchored.class::isInstance)
        .map(record -> ((AuditRecord.Anchored) record).occasion())
        .toList();
  }

  private void assertUnbroken() throws IOException {
    assertThat(new ChainVerifier(null).verify(Chains.lines(keeper.texts)).finding()).isNull();
  }

  @Test
  void append_goesOnAfterTheLastRecordThatIsKept() throws IOException {
    for (int start = 0; start < 3; start++) {
      try (ChainedAuditSink sink = sink(AuditChain.defaults())) {
        sink.append(List.of(Records.feedback("f" + start), Records.feedback("g" + start)));
      }
    }
    assertThat(ids()).containsExactly("f0", "g0", "f1", "g1", "f2", "g2");
    assertThat(occasions())
        .containsExactly("STARTED", "CLOSED", "RESUMED", "CLOSED", "RESUMED", "CLOSED");
    assertUnbroken();
  }

  @Test
  void append_thatFailedBeforeAnythingWasKept_mayBeRepeated() throws IOException {
    ChainedAuditSink sink = sink(AuditChain.defaults());
    sink.append(List.of(Records.feedback("a")));
    keeper.failsBefore = true;
    assertThatThrownBy(() -> sink.append(List.of(Records.feedback("b"))))
        .isInstanceOf(StoreException.class);
    keeper.failsBefore = false;
    sink.append(List.of(Records.feedback("b")));
    assertThat(ids()).containsExactly("a", "b");
    assertUnbroken();
  }

  @Test
  void append_thatFailedAfterItWasKept_isKeptOnce() throws IOException {
    ChainedAuditSink sink = sink(AuditChain.defaults());
    sink.append(List.of(Records.feedback("a")));
    keeper.failsAfter = true;
    sink.append(List.of(Records.feedback("b"), Records.feedback("c")));
    sink.append(List.of(Records.feedback("c"), Records.feedback("d")));
    assertThat(ids()).containsExactly("a", "b", "c", "d");
    assertUnbroken();
  }

  @Test
  void append_ofTwoWritersOfOneChain_staysUnbroken() throws IOException {
    ChainedAuditSink one = sink(AuditChain.defaults());
    ChainedAuditSink other = sink(AuditChain.defaults());
    for (int i = 0; i < 5; i++) {
      one.append(List.of(Records.feedback("one-" + i)));
      other.append(List.of(Records.feedback("other-" + i)));
    }
    assertThat(ids()).hasSize(10);
    assertUnbroken();
  }

  @Test
  void append_ofManyThreads_isOneUnbrokenChain() throws Exception {
    ChainedAuditSink sink = sink(AuditChain.defaults());
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        done.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    sink.append(List.of(Records.feedback(thread + "-" + i)));
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(ids()).hasSize(400).doesNotHaveDuplicates();
    assertUnbroken();
  }

  @Test
  void append_anchorsEverySoManyRecords() throws IOException {
    ChainedAuditSink sink = sink(AuditChain.defaults().withAnchors(10, Duration.ofDays(1)));
    for (int i = 0; i < 35; i++) {
      sink.append(List.of(Records.feedback("f" + i)));
    }
    assertThat(occasions()).containsExactly("STARTED", "INTERVAL", "INTERVAL", "INTERVAL");
    assertUnbroken();
  }

  @Test
  void append_anchorsEverySoOften() throws IOException {
    MovingClock clock = new MovingClock();
    ChainedAuditSink sink = new ChainedAuditSink(keeper, AuditChain.defaults(), clock, true);
    for (int i = 0; i < 6; i++) {
      sink.append(List.of(Records.feedback("f" + i)));
      clock.now = clock.now.plusSeconds(30);
    }
    assertThat(occasions()).containsExactly("STARTED", "INTERVAL", "INTERVAL");
    assertUnbroken();
  }

  @Test
  void anchors_areGivenAwaySignedAndFoundAgain() throws IOException {
    KeyPair keys = Chains.keyPair();
    List<String> given = new ArrayList<>();
    AuditChain chain =
        AuditChain.defaults()
            .signedBy(new AnchorKey("key-1", keys.getPrivate()))
            .withAnchorsTo(given::add);
    try (ChainedAuditSink sink = sink(chain)) {
      sink.append(List.of(Records.feedback("a")));
    }
    assertThat(given).hasSize(2);
    ChainVerifier verifier = new ChainVerifier(keys.getPublic());
    given.forEach(line -> verifier.expect(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    ChainReport report = verifier.verify(Chains.lines(keeper.texts));
    assertThat(report.finding()).isNull();
    assertThat(report.chains().get(0).signedUpTo()).isEqualTo(2);
  }

  @Test
  void append_isDoneThoughAnAnchorCannotBeGivenAway() throws IOException {
    ChainedAuditSink sink =
        sink(
            AuditChain.defaults()
                .withAnchorsTo(
                    line -> {
                      throw new IllegalStateException("nobody there");
                    }));
    sink.append(List.of(Records.feedback("a")));
    assertThat(ids()).containsExactly("a");
    assertUnbroken();
  }

  @Test
  void append_refusesToGoOnFromARecordThatWasChanged() {
    sink(AuditChain.defaults()).append(List.of(Records.feedback("a")));
    keeper.texts.set(1, keeper.texts.get(1).replace("GENUINE", "GENUINA"));
    assertThatThrownBy(() -> sink(AuditChain.defaults()).append(List.of(Records.feedback("b"))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not intact");
  }

  @Test
  void describe_saysThatNothingIsSigned() {
    assertThat(AuditChain.defaults().describe())
        .isEqualTo("chain of node main, anchors not signed");
  }

  @Test
  void anchorKey_showsNoKey() {
    AnchorKey key = new AnchorKey("key-1", Chains.keyPair().getPrivate());
    assertThat(key.toString()).isEqualTo("AnchorKey[key-1]");
    assertThat(AuditChain.defaults().signedBy(key).toString()).doesNotContain("PrivateKey");
  }

  private static final class MovingClock extends Clock {
    private Instant now = Records.NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}

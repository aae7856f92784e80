package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Health;
import dev.demeanor.audit.AuditChain;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.audit.ChainVerifier;
import dev.demeanor.audit.ChainedAuditSink;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spool.Spool;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that the sink refuses for good keeps none of the others from being kept. */
class RefusedRecordsTest {

  private static final long ROOM = 10 << 20;

  private final World world = new World();
  private final Keeper keeper = new Keeper();
  private final CircuitBreaker breaker = new Breakers(world.clock).audit;
  private final ChainedAuditSink chained =
      new ChainedAuditSink(keeper, AuditChain.defaults(), world.clock, false);

  @TempDir Path folder;

  /** Refuses what has "bad" in its id until it is mended. */
  private static final class Keeper implements ChainKeeper {
    private final List<String> texts = new ArrayList<>();
    private boolean mended;
    private boolean down;

    @Override
    public void append(List<AuditRecord> records) {
      if (down) {
        throw new StoreException("down", null);
      }
      for (AuditRecord record : records) {
        if (!mended && ((AuditRecord.Chained) record).record().id().contains("bad")) {
          throw new RefusedException("record id must not be bad");
        }
      }
      records.forEach(record -> texts.add(((AuditRecord.Chained) record).text()));
    }

    @Override
    public List<String> latest(String node, int atMost) {
      return texts.subList(Math.max(0, texts.size() - atMost), texts.size());
    }

    @Override
    public void close() {}

    List<String> ids() {
      return texts.stream()
          .map(AuditJson::read)
          .filter(record -> !(record instanceof AuditRecord.Anchored))
          .map(AuditRecord::id)
          .toList();
    }
  }

  private AuditTrail trail(Spool spool) {
    return Trails.of(chained, breaker, 1_000, spool, Trails.never());
  }

  private static AuditRecord record(String id) {
    return new AuditRecord.FeedbackGiven(id, Instant.EPOCH, "subject", "session", "GENUINE");
  }

  private void assertUnbroken() throws IOException {
    ChainVerifier verifier = new ChainVerifier(null);
    assertThat(
            verifier
                .verify(
                    reader -> {
                      for (int i = 0; i < keeper.texts.size(); i++) {
                        byte[] line = keeper.texts.get(i).getBytes(StandardCharsets.UTF_8);
                        reader.line("audit", i + 1L, line, true);
                      }
                    })
                .finding())
        .isNull();
  }

  @Test
  void record_thatIsRefused_isSetAsideAndTheOthersGoOn() throws IOException {
    AuditTrail trail = trail(null);
    keeper.down = true; // so that they come as one batch
    List<String> good = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String id = i % 10 == 7 ? "bad-" + i : "f-" + i;
      trail.enqueue(record(id));
      if (!id.startsWith("bad")) {
        good.add(id);
      }
    }
    keeper.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    assertThat(trail.drain(1_000)).isZero();
    trail.enqueue(record("after"));
    good.add("after");
    assertThat(keeper.ids()).isEqualTo(good);
    assertThat(trail.refused()).isEqualTo(10);
    assertUnbroken();
  }

  @Test
  void record_thatIsRefused_isInHealthAndCountsAgainstNoBreaker() {
    AuditTrail trail = trail(null);
    for (int i = 0; i < 50; i++) {
      trail.enqueue(record("bad-" + i));
    }
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    Health.State state = trail.health(Breakers.state(breaker), "", new HealthBoard(world.clock));
    assertThat(state.status()).isEqualTo(Health.Status.DEGRADED);
    assertThat(state.detail()).startsWith("50 records are refused");
  }

  @Test
  void recordInMemory_isOfferedAgain() throws IOException {
    AuditTrail trail = trail(null);
    trail.enqueue(record("bad"));
    trail.enqueue(record("good"));
    trail.offerRefused();
    assertThat(keeper.ids()).containsExactly("good");
    keeper.mended = true;
    trail.offerRefused();
    trail.offerRefused();
    assertThat(keeper.ids()).containsExactly("good", "bad");
    assertThat(trail.refused()).isOne();
    assertThat(trail.close(1_000)).isZero();
    assertUnbroken();
  }

  @Test
  void close_countsWhatIsRefusedAsLostWhereThereIsNoSpool() {
    AuditTrail trail = trail(null);
    trail.enqueue(record("bad"));
    assertThat(trail.close(1_000)).isOne();
  }

  @Test
  void recordsInTheSpool_areOfferedAgainByTheNextStart() throws IOException {
    keeper.down = true;
    try (Spool spool = Spool.open(folder, ROOM)) {
      AuditTrail trail = trail(spool);
      IntStream.range(0, 20).forEach(i -> trail.enqueue(record((i == 3 ? "bad-" : "f-") + i)));
      keeper.down = false;
      world.clock.advance(Duration.ofSeconds(6));
      assertThat(trail.drain(1_000)).isZero();
      assertThat(keeper.ids()).hasSize(19).doesNotContain("bad-3");
      assertThat(folder).isDirectoryContaining("glob:**.refused");
      assertThat(trail.close(1_000)).as("it is safe").isZero();
    }
    for (int start = 0; start < 3; start++) { // refused once more, and not lost
      try (Spool spool = Spool.open(folder, ROOM)) {
        assertThat(trail(spool).drain(1_000)).isZero();
        assertThat(spool.setAside()).isOne();
      }
    }
    keeper.mended = true;
    try (Spool spool = Spool.open(folder, ROOM)) {
      assertThat(trail(spool).drain(1_000)).isZero();
      assertThat(keeper.ids()).hasSize(20).endsWith("bad-3");
      assertThat(spool.setAside()).isZero();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.refused");
    assertUnbroken();
  }

  @Test
  void whoWaitsForARefusedRecord_isToldAndTheOthersAreKept() {
    List<Runnable> tasks = new ArrayList<>();
    SinkLane lane = Trails.lane(chained, breaker, tasks::add);
    SinkLane.Write first = lane.write(List.of(record("a")));
    SinkLane.Write refused = lane.write(List.of(record("b"), record("bad")));
    SinkLane.Write last = lane.write(List.of(record("c")));
    tasks.forEach(Runnable::run);
    assertThat(first.kept).isCompleted();
    assertThat(refused.kept)
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withCauseInstanceOf(RefusedException.class);
    assertThat(last.kept).isCompleted();
    assertThat(keeper.ids()).containsExactly("a", "c");
    assertThat(lane.refused().waiting()).as("who waited knows").isZero();
  }

  @Test
  void sinkThatIsDown_setsNothingAside() {
    AuditTrail trail = trail(null);
    keeper.down = true;
    trail.enqueue(record("bad"));
    assertThat(trail.queued()).isOne();
    assertThat(trail.refused()).isZero();
  }

  @Test
  void recordThatFindsNoRoom_keepsWaiting() {
    try (Spool spool = Spool.open(folder, 100)) {
      AuditTrail trail = trail(spool);
      trail.enqueue(record("bad"));
      assertThat(trail.queued()).as("neither in the sink nor safe").isOne();
    }
  }
}

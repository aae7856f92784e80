package dev.demeanor.live;

import dev.demeanor.Access;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Mode;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks from their making to their end: the index that is asked on every request, the store by
 * which others see them, and the records of both. A block is durable before it is in force.
 * Thread-safe.
 */
final class Blocks {

  private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);
  private static final long SWEEP_MILLIS = 60_000;
  private static final int AT_ONCE = 1_000;

  private final BlockIndex index;
  private final BlockStore store;
  private final UnsavedBlocks unsaved;
  private final CircuitBreaker breaker;
  private final AuditTrail audit;
  private final Pseudonyms pseudonyms;
  private final Clock clock;
  private final int capacity;

  /** Used by {@link #tend} only, which runs once at a time. */
  private volatile long lastSweep = Long.MIN_VALUE / 2;

  Blocks(
      MonitorConfig config,
      Wiring wiring,
      CircuitBreaker breaker,
      AuditTrail audit,
      Pseudonyms pseudonyms,
      Clock clock) {
    this.index = new BlockIndex(config.limits().blocks(), clock);
    this.store = wiring.blocks;
    this.breaker = breaker;
    this.audit = audit;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
    this.capacity = config.limits().blocks();
    this.unsaved = new UnsavedBlocks(store, breaker, wiring.executor, capacity);
  }

  /** Puts the stored blocks in force; one made while decisions were enforced sleeps in SHADOW. */
  void load(Mode mode, AlarmBook book) {
    for (Block block : Breakers.call(breaker, () -> store.active(clock.instant()))) {
      if (block.origin() == Block.Origin.OPERATOR || mode == Mode.ENFORCE) {
        index.add(block);
      }
      if (block.origin() == Block.Origin.AUTOMATIC && mode == Mode.ENFORCE) {
        book.restore(block);
      }
    }
  }

  Access check(
      String tenant,
      String account,
      String session,
      @Nullable String device,
      @Nullable String address) {
    return index.check(tenant, account, session, device, address);
  }

  /** The same of operators' blocks only. */
  Access checkOperators(
      String tenant,
      String account,
      String session,
      @Nullable String device,
      @Nullable String address) {
    return index.check(tenant, account, session, device, address, true);
  }

  List<Block> active() {
    return index.active();
  }

  boolean isFull() {
    return index.isFull();
  }

  Health.State health() {
    if (isFull()) {
      return new Health.State(Health.Status.DOWN, "full: new blocks are refused");
    }
    Health.State stored = Breakers.state(breaker);
    int waiting = unsaved.size();
    return waiting > 0 && stored.status() == Health.Status.UP
        ? new Health.State(
            Health.Status.DEGRADED, waiting + " blocks hold here and are not yet in the store")
        : stored;
  }

  /**
   * Tells of blocks that ended by themselves and removes them from the store, and saves what could
   * not be saved. Whoever removes a block tells of it: once, however many nodes see it end.
   */
  void tend() {
    unsaved.saveAll();
    index.takeExpired().forEach(this::expire);
    long now = clock.millis();
    if (now < lastSweep || now - lastSweep >= SWEEP_MILLIS) {
      lastSweep = now;
      sweepStore();
    }
  }

  private void sweepStore() {
    try {
      Breakers.call(breaker, () -> store.expired(clock.instant(), AT_ONCE)).forEach(this::expire);
    } catch (StoreException e) {
      LOG.debug("expired blocks stay in the store for now: {}", e.getMessage());
    }
  }

  private void expire(Block block) {
    boolean neverStored = unsaved.forget(block.id());
    boolean ours = neverStored;
    try {
      Optional<Block> stored = Breakers.call(breaker, () -> store.find(block.id()));
      if (stored.isPresent() && stored.get().isActive(clock.instant())) {
        index.add(stored.get()); // it was extended elsewhere
        return;
      }
      ours |=
          stored.isPresent() && Breakers.call(breaker, () -> store.remove(block.id())).isPresent();
    } catch (StoreException e) {
      LOG.debug("block {} stays in the store for now: {}", block.id(), e.getMessage());
    }
    if (ours) {
      String key = key(block.target());
      AuditRecord record = new AuditRecord.Expired(pseudonymous(block, key), key);
      audit.enqueue(record);
      audit.tell(record);
    }
  }

  Block byOperator(BlockTarget target, Duration lasting, String actor, String reason) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    Block block =
        new Block(id, target, Block.Origin.OPERATOR, actor, reason, now, now.plus(lasting));
    if (index.isFull()) {
      throw new StoreException(
          "block index is full: it holds " + capacity + " active blocks", null);
    }
    Breakers.run(breaker, () -> store.save(block));
    AuditRecord record = record(block, true);
    try {
      audit.appendNow(List.of(record));
      index.add(block);
    } catch (StoreException e) {
      takeBack(block);
      throw e;
    }
    audit.tell(record);
    return block;
  }

  /** A block that was refused must not come into force at the next start. */
  private void takeBack(Block block) {
    try {
      Breakers.call(breaker, () -> store.remove(block.id()));
    } catch (StoreException e) {
      LOG.error("block {} was refused but stays in the block store: unblock it", block.id(), e);
    }
  }

  Optional<Block> lift(String blockId, String actor, String justification) {
    Optional<Block> found = find(blockId);
    if (found.isPresent()) {
      Block block = found.get();
      String key = key(block.target());
      AuditRecord record =
          new AuditRecord.Unblocked(
              pseudonymous(block, key), key, actor, justification, clock.instant());
      audit.appendNow(List.of(record));
      if (!unsaved.lift(blockId)) {
        Breakers.call(breaker, () -> store.remove(blockId));
      }
      index.remove(block);
      audit.tell(record);
    }
    return found;
  }

  private Optional<Block> find(String blockId) {
    return unsaved.find(blockId).or(() -> Breakers.call(breaker, () -> store.find(blockId)));
  }

  /** Lets a block last until another time from now on. */
  Optional<Block> extend(String blockId, Duration lasting, String actor, String reason) {
    if (actor.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "extend needs an actor and a reason, neither may be blank");
    }
    Instant now = clock.instant();
    Optional<Block> found = find(blockId).filter(block -> block.isActive(now));
    if (found.isEmpty()) {
      return found;
    }
    Block before = found.get();
    Block after =
        new Block(
            before.id(),
            before.target(),
            before.origin(),
            before.actor(),
            before.reason(),
            before.createdAt(),
            now.plus(lasting));
    String key = key(after.target());
    AuditRecord record =
        new AuditRecord.Extended(
            pseudonymous(after, key), key, before.expiresAt(), actor, reason, now);
    audit.appendNow(List.of(record));
    if (!unsaved.replace(after)) {
      Breakers.run(breaker, () -> store.save(after));
    }
    index.add(after);
    audit.tell(record);
    return Optional.of(after);
  }

  /** Returns the record of a block, in which its target is a keyed hash. */
  AuditRecord.Blocked record(Block block, boolean enforced) {
    String key = key(block.target());
    return new AuditRecord.Blocked(pseudonymous(block, key), key, enforced);
  }

  /** Puts a block whose record is durable in force here, and sends it to the store. */
  CompletableFuture<?> takeEffect(Block block) {
    try {
      index.add(block);
    } catch (StoreException e) {
      LOG.error("block {} cannot take effect: {}", block.id(), e.getMessage());
      return CompletableFuture.completedFuture(null);
    }
    return unsaved.save(block);
  }

  private String key(BlockTarget target) {
    String kind =
        switch (target.kind()) {
          case SESSION -> "session";
          case ACCOUNT -> "subject";
          case DEVICE -> "device";
          case ADDRESS -> "address";
        };
    return pseudonyms.of(kind, target.tenant(), target.value());
  }

  private static Block pseudonymous(Block block, String key) {
    BlockTarget target = new BlockTarget(block.target().kind(), block.target().tenant(), key);
    return new Block(
        block.id(),
        target,
        block.origin(),
        block.actor(),
        block.reason(),
        block.createdAt(),
        block.expiresAt());
  }
}

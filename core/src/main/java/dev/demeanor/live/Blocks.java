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
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks from their making to their end: the index that is asked on every request, the store by
 * which others see them, and the records of both. A block is durable before it is in force, and
 * what an operator changes is marked in the store until its record is durable ({@link BlockMark}).
 * Blocks of before are read at the start, or as soon as the store answers. Thread-safe.
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
  private final BlockRecords records;
  private final Clock clock;
  private final int capacity;
  private final Mode mode;
  private final AlarmBook book;

  /** Whether the blocks of before are in force. */
  private volatile boolean loaded;

  /** Ids of blocks that operators of this monitor are lifting, and how many operators. */
  private final Map<String, Integer> lifting = new ConcurrentHashMap<>();

  /** Blocks that were lifted before those of the store were in force. */
  private final Queue<Block> liftedBeforeLoad = new ConcurrentLinkedQueue<>();

  /** Blocks that hold and whose record was not durable when it was finished. */
  private final Queue<Block> unrecorded = new ConcurrentLinkedQueue<>();

  /** Used by {@link #tend} only, which runs once at a time. */
  private volatile long lastSweep = Long.MIN_VALUE / 2;

  Blocks(
      MonitorConfig config,
      Wiring wiring,
      CircuitBreaker breaker,
      AuditTrail audit,
      Pseudonyms pseudonyms,
      AlarmBook book,
      Clock clock) {
    this.mode = config.mode();
    this.book = book;
    this.index = new BlockIndex(config.limits().blocks(), clock);
    this.store = wiring.blocks;
    this.breaker = breaker;
    this.audit = audit;
    this.records = new BlockRecords(pseudonyms);
    this.clock = clock;
    this.capacity = config.limits().blocks();
    this.unsaved = new UnsavedBlocks(store, breaker, wiring.executor, capacity);
  }

  /** Puts the stored blocks in force, or sees to it that this is done when the store answers. */
  void begin() {
    List<Block> stored;
    try {
      stored = stored();
    } catch (StoreException e) {
      LOG.error("no block of before holds until the block store answers: {}", e.getMessage());
      return;
    }
    load(stored);
  }

  private List<Block> stored() {
    return Breakers.call(breaker, () -> store.active(clock.instant()));
  }

  private void loadIfNotYet() {
    if (!loaded) {
      try {
        load(stored());
        LOG.info("the blocks of before hold now");
      } catch (StoreException e) {
        LOG.debug("blocks cannot be read yet: {}", e.getMessage());
      }
    }
  }

  /** Puts stored blocks in force; one made while decisions were enforced sleeps in SHADOW. */
  private void load(List<Block> stored) {
    for (Block block : stored) {
      if (BlockMark.isLifting(block)) {
        continue; // it is over, and swept
      } else if (BlockMark.isMaking(block)) {
        index.add(BlockMark.unmarked(block));
      } else if (block.origin() == Block.Origin.OPERATOR || mode == Mode.ENFORCE) {
        index.add(block);
      }
      if (block.origin() == Block.Origin.AUTOMATIC && mode == Mode.ENFORCE) {
        book.restore(block);
      }
    }
    loaded = true;
    liftedBeforeLoad.forEach(index::remove);
    liftedBeforeLoad.clear();
    stored.stream().filter(BlockMark::isMaking).forEach(this::finishMaking);
  }

  /** Returns whether blocks of before are not in force, since the store has not answered yet. */
  boolean isMissingSome() {
    return !loaded;
  }

  /** Records a block after a crash has kept its maker from that; until it is, the mark stands. */
  private void finishMaking(Block marked) {
    Block block = BlockMark.unmarked(marked);
    try {
      Optional<Block> now = Breakers.call(breaker, () -> store.find(block.id()));
      if (now.filter(BlockMark::isMaking).isEmpty()) {
        return; // it was lifted, or finished, meanwhile
      }
      AuditRecord record = record(block, true);
      audit.appendNow(List.of(record));
      Breakers.run(breaker, () -> store.save(block));
      audit.tell(record);
    } catch (StoreException e) {
      LOG.warn("block {} holds and is not on record yet: {}", block.id(), e.getMessage());
      unrecorded.add(marked);
    }
  }

  /** Records that a block was lifted after a crash has kept its operator from that. */
  private void finishLifting(Block marked) {
    Block block = BlockMark.unmarked(marked);
    AuditRecord record = records.unblocked(block, block.actor(), block.reason(), block.expiresAt());
    try {
      audit.appendNow(List.of(record));
      Breakers.call(breaker, () -> store.remove(block.id()));
      audit.tell(record);
    } catch (StoreException e) {
      LOG.warn("block {} has ended and is not on record yet: {}", block.id(), e.getMessage());
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
    if (!loaded) {
      return new Health.State(
          Health.Status.DOWN, "not read yet: no block of before holds; the store is asked again");
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
    loadIfNotYet();
    unsaved.saveAll();
    index.takeExpired().forEach(this::expire);
    long now = clock.millis();
    if (now < lastSweep || now - lastSweep >= SWEEP_MILLIS) {
      lastSweep = now;
      sweepStore();
    }
  }

  private void sweepStore() {
    for (int i = unrecorded.size(); i > 0; i--) {
      Block marked = unrecorded.poll();
      if (marked != null) {
        finishMaking(marked);
      }
    }
    try {
      Breakers.call(breaker, () -> store.expired(clock.instant(), AT_ONCE)).forEach(this::end);
    } catch (StoreException e) {
      LOG.debug("expired blocks stay in the store for now: {}", e.getMessage());
    }
  }

  /** Ends what the store holds of a block that is over. */
  private void end(Block stored) {
    if (lifting.containsKey(stored.id()) || unsaved.find(stored.id()).isPresent()) {
      return; // whoever is at it comes to its end
    }
    if (BlockMark.isLifting(stored)) {
      finishLifting(stored);
    } else {
      expire(BlockMark.unmarked(stored));
    }
  }

  private void expire(Block block) {
    boolean neverStored = unsaved.forget(block.id());
    boolean ours = neverStored;
    try {
      Optional<Block> stored =
          Breakers.call(breaker, () -> store.find(block.id())).map(BlockMark::unmarked);
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
      AuditRecord record = records.expired(block);
      audit.enqueue(record);
      audit.tell(record);
    }
  }

  Block byOperator(BlockTarget target, Duration lasting, String actor, String reason) {
    BlockMark.checkReason(reason);
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    Block block =
        new Block(id, target, Block.Origin.OPERATOR, actor, reason, now, now.plus(lasting));
    if (index.isFull()) {
      throw new StoreException(
          "block index is full: it holds " + capacity + " active blocks", null);
    }
    Breakers.run(breaker, () -> store.save(BlockMark.making(block)));
    AuditRecord record = record(block, true);
    try {
      audit.appendNow(List.of(record));
      index.add(block);
    } catch (StoreException e) {
      takeBack(block);
      throw e;
    }
    store(block);
    audit.tell(record);
    return block;
  }

  /** Stores a block as its record says it is: now, or as soon as the store answers. */
  private void store(Block block) {
    try {
      Breakers.run(breaker, () -> store.save(block));
    } catch (StoreException e) {
      LOG.warn("block {} waits for the block store: {}", block.id(), e.getMessage());
      CompletableFuture<?> unused = unsaved.save(block);
    }
  }

  /** A block that was refused must not come into force at the next start. */
  private void takeBack(Block block) {
    try {
      Breakers.call(breaker, () -> store.remove(block.id()));
    } catch (StoreException e) {
      LOG.warn("block {} was refused and leaves the store later: {}", block.id(), e.getMessage());
      unsaved.removeLater(block.id());
    }
  }

  Optional<Block> lift(String blockId, String actor, String justification) {
    Optional<Block> found = find(blockId);
    found.ifPresent(
        block -> {
          lifting.merge(blockId, 1, Integer::sum);
          try {
            lift(block, actor, justification);
          } finally {
            lifting.computeIfPresent(blockId, (id, count) -> count == 1 ? null : count - 1);
          }
        });
    return found;
  }

  /** Marks the block in the store, records that it is lifted, and then lets it go everywhere. */
  private void lift(Block block, String actor, String justification) {
    Instant now = clock.instant();
    boolean stored = unsaved.find(block.id()).isEmpty();
    if (stored) {
      Block marked = BlockMark.lifting(block, actor, justification, now);
      Breakers.run(breaker, () -> store.save(marked));
    }
    AuditRecord record = records.unblocked(block, actor, justification, now);
    try {
      audit.appendNow(List.of(record));
    } catch (StoreException e) {
      if (stored && block.isActive(now)) {
        store(block); // it stays
      }
      throw e;
    }
    if (!loaded) {
      liftedBeforeLoad.add(block);
    }
    index.remove(block);
    if (!unsaved.lift(block.id())) {
      remove(block);
    }
    audit.tell(record);
  }

  private void remove(Block block) {
    try {
      Breakers.call(breaker, () -> store.remove(block.id()));
    } catch (StoreException e) {
      LOG.warn("block {} is lifted and leaves the store later: {}", block.id(), e.getMessage());
      unsaved.removeLater(block.id());
    }
  }

  private Optional<Block> find(String blockId) {
    return unsaved
        .find(blockId)
        .or(() -> Breakers.call(breaker, () -> store.find(blockId)).map(this::asItWas));
  }

  /** Returns a block without its mark; one of which a lift was begun as it is in force here. */
  private Block asItWas(Block stored) {
    Block unmarked = BlockMark.unmarked(stored);
    return BlockMark.isLifting(stored)
        ? index.active().stream()
            .filter(block -> block.id().equals(stored.id()))
            .findFirst()
            .orElse(unmarked)
        : unmarked;
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
    AuditRecord record = records.extended(after, before.expiresAt(), actor, reason, now);
    audit.appendNow(List.of(record));
    index.add(after);
    if (!unsaved.replace(after)) {
      store(after);
    }
    audit.tell(record);
    return Optional.of(after);
  }

  /** Returns the record of a block, in which its target is a keyed hash. */
  AuditRecord.Blocked record(Block block, boolean enforced) {
    return records.blocked(block, enforced);
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
}

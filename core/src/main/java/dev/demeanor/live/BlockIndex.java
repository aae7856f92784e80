package dev.demeanor.live;

import dev.demeanor.Access;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The blocks in force, in memory. A check is one look-up for each name that is checked, and reads
 * the clock only when it finds something. Active blocks are never evicted: a full index refuses the
 * new one. Thread-safe.
 */
final class BlockIndex {

  private record Key(String tenant, String value) {}

  private final List<Map<Key, List<Block>>> byKind = new ArrayList<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;
  private final Clock clock;

  BlockIndex(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
    for (int i = 0; i < BlockTarget.Kind.values().length; i++) {
      byKind.add(new ConcurrentHashMap<>());
    }
  }

  /**
   * Puts a block in force; another of the same id is replaced.
   *
   * @throws StoreException if the index is full of active blocks
   */
  synchronized void add(Block block) {
    boolean known = contains(block);
    if (!known && size.get() >= capacity) {
      removeExpired();
    }
    if (!known && size.get() >= capacity) {
      throw new StoreException(
          "block index is full: it holds " + capacity + " active blocks", null);
    }
    map(block.target().kind())
        .compute(
            key(block.target()),
            (key, stored) -> {
              List<Block> next = without(stored, block.id());
              next.add(block);
              size.addAndGet(next.size() - (stored == null ? 0 : stored.size()));
              return List.copyOf(next);
            });
  }

  private boolean contains(Block block) {
    List<Block> stored = map(block.target().kind()).get(key(block.target()));
    return stored != null && stored.stream().anyMatch(other -> other.id().equals(block.id()));
  }

  void remove(Block block) {
    map(block.target().kind())
        .computeIfPresent(
            key(block.target()),
            (key, stored) -> {
              List<Block> next = without(stored, block.id());
              size.addAndGet(next.size() - stored.size());
              return next.isEmpty() ? null : List.copyOf(next);
            });
  }

  Access check(
      String tenant,
      String account,
      String session,
      @Nullable String device,
      @Nullable String address) {
    if (size.get() == 0) {
      return Access.Allowed.INSTANCE;
    }
    Block found = find(BlockTarget.Kind.SESSION, tenant, session);
    found = found != null ? found : find(BlockTarget.Kind.ACCOUNT, tenant, account);
    found = found != null || device == null ? found : find(BlockTarget.Kind.DEVICE, tenant, device);
    found =
        found != null || address == null ? found : find(BlockTarget.Kind.ADDRESS, tenant, address);
    return found == null ? Access.Allowed.INSTANCE : new Access.Blocked(found);
  }

  private @Nullable Block find(BlockTarget.Kind kind, String tenant, String value) {
    List<Block> blocks = map(kind).get(new Key(tenant, value));
    if (blocks == null) {
      return null;
    }
    Instant now = clock.instant();
    Block longest = null;
    for (Block block : blocks) {
      if (block.isActive(now)
          && (longest == null || block.expiresAt().isAfter(longest.expiresAt()))) {
        longest = block;
      }
    }
    return longest;
  }

  List<Block> active() {
    Instant now = clock.instant();
    List<Block> active = new ArrayList<>();
    byKind.forEach(
        map ->
            map.values()
                .forEach(
                    blocks -> blocks.stream().filter(b -> b.isActive(now)).forEach(active::add)));
    return active;
  }

  /** Returns whether there is no room for another block. */
  boolean isFull() {
    if (size.get() < capacity) {
      return false;
    }
    removeExpired();
    return size.get() >= capacity;
  }

  void removeExpired() {
    Instant now = clock.instant();
    for (Map<Key, List<Block>> map : byKind) {
      for (List<Block> blocks : map.values()) {
        blocks.stream().filter(block -> !block.isActive(now)).forEach(this::remove);
      }
    }
  }

  private Map<Key, List<Block>> map(BlockTarget.Kind kind) {
    return byKind.get(kind.ordinal());
  }

  private static Key key(BlockTarget target) {
    return new Key(target.tenant(), target.value());
  }

  private static List<Block> without(@Nullable List<Block> blocks, String id) {
    List<Block> rest = new ArrayList<>();
    if (blocks != null) {
      blocks.stream().filter(block -> !block.id().equals(id)).forEach(rest::add);
    }
    return rest;
  }
}

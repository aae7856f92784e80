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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The blocks in force, in memory. A check is one look-up for the tenant and one for each name that
 * is checked; it allocates nothing and reads the clock only when it finds something. Active blocks
 * are never evicted: a full index refuses the new one. Thread-safe.
 */
final class BlockIndex {

  /** The blocks of one tenant by kind and value. Read by all, written under the index's lock. */
  private static final class OfTenant {

    final Map<String, List<Block>> sessions = new ConcurrentHashMap<>();
    final Map<String, List<Block>> devices = new ConcurrentHashMap<>();
    final Map<String, List<Block>> addresses = new ConcurrentHashMap<>();
    final Map<String, List<Block>> accounts = new ConcurrentHashMap<>();

    Map<String, List<Block>> of(BlockTarget.Kind kind) {
      return switch (kind) {
        case SESSION -> sessions;
        case DEVICE -> devices;
        case ADDRESS -> addresses;
        case ACCOUNT -> accounts;
      };
    }

    boolean isEmpty() {
      return sessions.isEmpty() && devices.isEmpty() && addresses.isEmpty() && accounts.isEmpty();
    }

    Stream<Block> blocks() {
      return Stream.of(sessions, devices, addresses, accounts)
          .flatMap(map -> map.values().stream())
          .flatMap(List::stream);
    }
  }

  private final Map<String, OfTenant> byTenant = new ConcurrentHashMap<>();

  /** Blocks that were taken out to make room, and of which nobody was told yet. */
  private final Queue<Block> expired = new ConcurrentLinkedQueue<>();

  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;
  private final Clock clock;

  BlockIndex(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /**
   * Puts a block in force; another of the same id is replaced.
   *
   * @throws StoreException if the index is full of active blocks
   */
  synchronized void add(Block block) {
    if (!isIn(block) && isFull()) {
      throw new StoreException(
          "block index is full: it holds " + capacity + " active blocks", null);
    }
    replace(block, true);
  }

  synchronized void remove(Block block) {
    replace(block, false);
  }

  private boolean isIn(Block block) {
    OfTenant blocks = byTenant.get(block.target().tenant());
    return blocks != null
        && blocks.of(block.target().kind()).getOrDefault(block.target().value(), List.of()).stream()
            .anyMatch(other -> other.id().equals(block.id()));
  }

  /** Takes out the block of this id, and puts this one in its place when it is to stay. */
  private void replace(Block block, boolean stays) {
    BlockTarget target = block.target();
    OfTenant blocks = byTenant.computeIfAbsent(target.tenant(), tenant -> new OfTenant());
    Map<String, List<Block>> byValue = blocks.of(target.kind());
    List<Block> before = byValue.getOrDefault(target.value(), List.of());
    List<Block> after = new ArrayList<>(before);
    after.removeIf(other -> other.id().equals(block.id()));
    if (stays) {
      after.add(block);
    }
    if (after.isEmpty()) {
      byValue.remove(target.value());
    } else {
      byValue.put(target.value(), List.copyOf(after));
    }
    if (blocks.isEmpty()) {
      byTenant.remove(target.tenant());
    }
    size.addAndGet(after.size() - before.size());
  }

  Access check(
      String tenant,
      String account,
      String session,
      @Nullable String device,
      @Nullable String address) {
    return check(tenant, account, session, device, address, false);
  }

  /** The same of operators' blocks only: for those who are exempt from the others. */
  Access check(
      String tenant,
      String account,
      String session,
      @Nullable String device,
      @Nullable String address,
      boolean onlyOperators) {
    OfTenant blocks = byTenant.get(tenant);
    if (blocks == null) {
      return Access.Allowed.INSTANCE;
    }
    Block found = find(blocks.sessions, session, onlyOperators);
    found = found != null ? found : find(blocks.accounts, account, onlyOperators);
    found = found != null || device == null ? found : find(blocks.devices, device, onlyOperators);
    found =
        found != null || address == null ? found : find(blocks.addresses, address, onlyOperators);
    return found == null ? Access.Allowed.INSTANCE : new Access.Blocked(found);
  }

  private @Nullable Block find(
      Map<String, List<Block>> byValue, String value, boolean onlyOperators) {
    List<Block> blocks = byValue.get(value);
    return blocks == null ? null : longest(blocks, onlyOperators);
  }

  private @Nullable Block longest(List<Block> blocks, boolean onlyOperators) {
    Instant now = clock.instant();
    Block longest = null;
    for (Block block : blocks) {
      if (block.isActive(now)
          && (!onlyOperators || block.origin() == Block.Origin.OPERATOR)
          && (longest == null || block.expiresAt().isAfter(longest.expiresAt()))) {
        longest = block;
      }
    }
    return longest;
  }

  List<Block> active() {
    Instant now = clock.instant();
    return all().filter(block -> block.isActive(now)).toList();
  }

  int size() {
    return size.get();
  }

  /** Returns whether there is no room for another block. */
  boolean isFull() {
    if (size.get() >= capacity) {
      expired.addAll(removeExpired());
    }
    return size.get() >= capacity;
  }

  /** Takes out what does not hold any more, and returns it; each block is returned once. */
  List<Block> takeExpired() {
    List<Block> taken = removeExpired();
    for (Block block = expired.poll(); block != null; block = expired.poll()) {
      taken.add(block);
    }
    return taken;
  }

  private List<Block> removeExpired() {
    Instant now = clock.instant();
    List<Block> removed = new ArrayList<>();
    for (Block block : all().filter(each -> !each.isActive(now)).toList()) {
      if (removeSame(block)) {
        removed.add(block);
      }
    }
    return removed;
  }

  /** Removes this very block, not one that was extended meanwhile; returns whether it was there. */
  private synchronized boolean removeSame(Block block) {
    OfTenant blocks = byTenant.get(block.target().tenant());
    boolean there =
        blocks != null
            && blocks
                .of(block.target().kind())
                .getOrDefault(block.target().value(), List.of())
                .contains(block);
    if (there) {
      replace(block, false);
    }
    return there;
  }

  private Stream<Block> all() {
    return byTenant.values().stream().flatMap(OfTenant::blocks);
  }
}

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The blocks in force, in memory. A check is one look-up for the tenant and one for each name that
 * is checked; it allocates nothing and reads the clock only when it finds something. Active blocks
 * are never evicted: a full index refuses the new one. Thread-safe.
 */
final class BlockIndex {

  /**
   * The blocks of one tenant by kind and value. Written only within a {@code compute} of the
   * tenant's entry, so that an emptied one can be let go.
   */
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
  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;
  private final Clock clock;

  BlockIndex(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /** Puts a block in force; another of the same id is replaced. */
  void add(Block block) {
    if (size.get() >= capacity) {
      removeExpired();
    }
    if (size.get() >= capacity) {
      throw new StoreException(
          "block index is full: it holds " + capacity + " active blocks", null);
    }
    byTenant.compute(
        block.target().tenant(),
        (tenant, stored) -> {
          OfTenant blocks = stored == null ? new OfTenant() : stored;
          replace(blocks, block, List.of(block));
          return blocks;
        });
  }

  void remove(Block block) {
    byTenant.computeIfPresent(
        block.target().tenant(),
        (tenant, blocks) -> {
          replace(blocks, block, List.of());
          return blocks.isEmpty() ? null : blocks;
        });
  }

  /** Puts {@code next} in the place of the block of this id. */
  private void replace(OfTenant blocks, Block block, List<Block> next) {
    blocks
        .of(block.target().kind())
        .compute(
            block.target().value(),
            (value, stored) -> {
              List<Block> before = stored == null ? List.of() : stored;
              List<Block> after = new ArrayList<>(before);
              after.removeIf(other -> other.id().equals(block.id()));
              after.addAll(next);
              size.addAndGet(after.size() - before.size());
              return after.isEmpty() ? null : List.copyOf(after);
            });
  }

  Access check(
      String tenant,
      String account,
      String session,
      @Nullable String device,
      @Nullable String address) {
    OfTenant blocks = byTenant.get(tenant);
    if (blocks == null) {
      return Access.Allowed.INSTANCE;
    }
    Block found = find(blocks.sessions, session);
    found = found != null ? found : find(blocks.accounts, account);
    found = found != null || device == null ? found : find(blocks.devices, device);
    found = found != null || address == null ? found : find(blocks.addresses, address);
    return found == null ? Access.Allowed.INSTANCE : new Access.Blocked(found);
  }

  private @Nullable Block find(Map<String, List<Block>> byValue, String value) {
    List<Block> blocks = byValue.get(value);
    return blocks == null ? null : longest(blocks);
  }

  private @Nullable Block longest(List<Block> blocks) {
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
    return all().filter(block -> block.isActive(now)).toList();
  }

  int size() {
    return size.get();
  }

  boolean isFull() {
    return size.get() >= capacity;
  }

  void removeExpired() {
    Instant now = clock.instant();
    all().filter(block -> !block.isActive(now)).toList().forEach(this::remove);
  }

  private Stream<Block> all() {
    return byTenant.values().stream().flatMap(OfTenant::blocks);
  }
}

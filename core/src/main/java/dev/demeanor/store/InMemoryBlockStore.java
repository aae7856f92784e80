package dev.demeanor.store;

import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blocks in memory, gone with the process; refuses a new block when full of active ones.
 * Thread-safe.
 */
final class InMemoryBlockStore implements BlockStore {

  private final Map<String, Block> blocks = new ConcurrentHashMap<>();
  private final int capacity;
  private final Clock clock;
  private volatile boolean closed;

  InMemoryBlockStore(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  @Override
  public void save(Block block) {
    checkOpen();
    synchronized (blocks) {
      if (blocks.size() >= capacity && !blocks.containsKey(block.id())) {
        Instant now = clock.instant();
        blocks.values().removeIf(stored -> !stored.isActive(now));
        if (blocks.size() >= capacity) {
          throw new StoreException(
              "block store is full: it holds " + capacity + " active blocks", null);
        }
      }
      blocks.put(block.id(), block);
    }
  }

  @Override
  public Optional<Block> find(String id) {
    checkOpen();
    return Optional.ofNullable(blocks.get(id));
  }

  @Override
  public List<Block> active(Instant now) {
    checkOpen();
    return blocks.values().stream().filter(block -> block.isActive(now)).toList();
  }

  @Override
  public List<Block> expired(Instant now, int limit) {
    checkOpen();
    return blocks.values().stream().filter(block -> !block.isActive(now)).limit(limit).toList();
  }

  @Override
  public Optional<Block> remove(String id) {
    checkOpen();
    synchronized (blocks) {
      return Optional.ofNullable(blocks.remove(id));
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("block store is closed", null);
    }
  }
}

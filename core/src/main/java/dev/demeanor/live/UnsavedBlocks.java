package dev.demeanor.live;

import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.StoreException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks that are in force here and not yet in the store: saved one after another, again and again
 * until it went well. One that is lifted while it is being saved is removed again, so that it does
 * not come back with the next start. As many as the index holds at most. Thread-safe.
 */
final class UnsavedBlocks {

  private static final Logger LOG = LoggerFactory.getLogger(UnsavedBlocks.class);

  private final BlockStore store;
  private final CircuitBreaker breaker;
  private final SerialExecutor saver;
  private final Map<String, Block> waiting = new ConcurrentHashMap<>();

  UnsavedBlocks(BlockStore store, CircuitBreaker breaker, Executor executor, int capacity) {
    this.store = store;
    this.breaker = breaker;
    this.saver = new SerialExecutor(executor, capacity);
  }

  /** Saves a block; the answer is done when it is in the store, or could not be saved for now. */
  CompletableFuture<Void> save(Block block) {
    waiting.put(block.id(), block);
    CompletableFuture<Void> done = new CompletableFuture<>();
    boolean taken =
        saver.submit(
            () -> {
              try {
                saveNow(block.id());
                done.complete(null);
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    if (!taken) {
      done.completeExceptionally(new StoreException("too many blocks wait to be saved", null));
    }
    return done;
  }

  private void saveNow(String id) {
    Block block = waiting.get(id);
    if (block == null) {
      return;
    }
    Breakers.run(breaker, () -> store.save(block));
    if (!waiting.remove(id, block)) {
      if (waiting.containsKey(id)) {
        saveNow(id); // it was extended meanwhile
      } else {
        Breakers.call(breaker, () -> store.remove(id)); // it was lifted meanwhile
      }
    }
  }

  /** Tries again to save what waits; in turn with other saves, so that none undoes another. */
  void saveAll() {
    if (!waiting.isEmpty()) {
      boolean unused = saver.submit(this::saveAllNow);
    }
  }

  private void saveAllNow() {
    for (String id : List.copyOf(waiting.keySet())) {
      try {
        saveNow(id);
      } catch (StoreException e) {
        LOG.debug("block {} waits to be saved: {}", id, e.getMessage());
        return;
      }
    }
  }

  Optional<Block> find(String id) {
    return Optional.ofNullable(waiting.get(id));
  }

  /** Replaces a block that waits by its extension. */
  void replace(Block block) {
    waiting.computeIfPresent(block.id(), (id, before) -> block);
  }

  /** Lets a block be; returns whether it waited. */
  boolean forget(String id) {
    return waiting.remove(id) != null;
  }

  int size() {
    return waiting.size();
  }
}

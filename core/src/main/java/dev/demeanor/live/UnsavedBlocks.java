package dev.demeanor.live;

import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.StoreException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks that are in force here and not yet in the store: saved one after another, again and again
 * until it went well. One that is lifted meanwhile is removed from the store as soon as that
 * answers, so that it does not come back with the next start although a save got through. As many
 * as the index holds at most. Thread-safe.
 */
final class UnsavedBlocks {

  private static final Logger LOG = LoggerFactory.getLogger(UnsavedBlocks.class);

  private final BlockStore store;
  private final CircuitBreaker breaker;
  private final SerialExecutor saver;
  private final Map<String, Block> waiting = new ConcurrentHashMap<>();

  /** Blocks that were lifted before they were known to be in the store, or not to be. */
  private final Set<String> lifted = ConcurrentHashMap.newKeySet();

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
    if (!waiting.isEmpty() || !lifted.isEmpty()) {
      boolean unused = saver.submit(this::saveAllNow);
    }
  }

  private void saveAllNow() {
    List.copyOf(lifted).forEach(id -> attempt(id, this::removeLifted));
    List.copyOf(waiting.keySet()).forEach(id -> attempt(id, this::saveNow));
  }

  private void removeLifted(String id) {
    Breakers.call(breaker, () -> store.remove(id));
    lifted.remove(id);
  }

  /** One that the store refuses keeps none of the others out; a store that is down is not asked. */
  private void attempt(String id, Consumer<String> what) {
    try {
      what.accept(id);
    } catch (StoreException e) {
      LOG.debug("block {} waits for the store: {}", id, e.getMessage());
    }
  }

  Optional<Block> find(String id) {
    return Optional.ofNullable(waiting.get(id));
  }

  /** Replaces a block that waits by its extension; returns whether it waited. */
  boolean replace(Block block) {
    return waiting.computeIfPresent(block.id(), (id, before) -> block) != null;
  }

  /** Lifts a block that waits, whether the store answers or not; returns whether it waited. */
  boolean lift(String id) {
    if (waiting.remove(id) == null) {
      return false;
    }
    lifted.add(id);
    saveAll();
    return true;
  }

  /** Removes a block from the store as soon as that answers. */
  void removeLater(String id) {
    lifted.add(id);
  }

  /** Lets a block be; returns whether it waited. */
  boolean forget(String id) {
    return waiting.remove(id) != null;
  }

  int size() {
    return waiting.size();
  }
}

package dev.demeanor.tck;

import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockStoreTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(BlockStoreTck.class, "BS", 7);
  }

  @Test
  void correctStore_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void storeWithoutLimit_skipsBs5() {
    TckRun.assertPasses(Unbounded.class, 2);
  }

  @Test
  void storeThatFindsNothing_breaksBs1() {
    TckRun.assertFails(FindsNothing.class, "BS-1");
  }

  @Test
  void storeThatKeepsDuplicates_breaksBs2() {
    TckRun.assertFails(KeepsDuplicates.class, "BS-2");
  }

  @Test
  void storeThatListsExpired_breaksBs3() {
    TckRun.assertFails(ListsExpired.class, "BS-3");
  }

  @Test
  void storeThatListsOneBlockOfATarget_breaksBs3() {
    TckRun.assertFails(ListsOneOfTarget.class, "BS-3");
  }

  @Test
  void storeThatForgetsWhatItRemoved_breaksBs4() {
    TckRun.assertFails(ForgetsRemoved.class, "BS-4");
  }

  @Test
  void storeThatEvictsTheOldest_breaksBs5() {
    TckRun.assertFails(EvictsOldest.class, "BS-5");
  }

  @Test
  void storeThatAnswersAfterClose_breaksBs6() {
    TckRun.assertFails(AnswersAfterClose.class, "BS-6");
  }

  @Test
  void storeThatListsWhatHolds_breaksBs7() {
    TckRun.assertFails(ListsWhatHolds.class, "BS-7");
  }

  static class ListsWhatHolds extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        public synchronized List<Block> expired(Instant now, int limit) {
          return super.expired(Instant.MAX, limit);
        }
      };
    }
  }

  static class Unbounded extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000);
    }
  }

  static class Correct extends Unbounded {
    @Override
    protected Optional<BlockStore> newStore(Clock storeClock, int capacity) {
      return Optional.of(new ListStore(capacity));
    }
  }

  static class FindsNothing extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        public synchronized Optional<Block> find(String id) {
          return super.find(id).filter(block -> false);
        }
      };
    }
  }

  static class KeepsDuplicates extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        void replace(Block block) {
          blocks.add(block);
        }
      };
    }
  }

  static class ListsExpired extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        boolean holds(Block block, Instant now) {
          return !now.isAfter(block.expiresAt());
        }
      };
    }
  }

  static class ListsOneOfTarget extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        public synchronized List<Block> active(Instant now) {
          Set<Object> seen = new HashSet<>();
          return super.active(now).stream().filter(block -> seen.add(block.target())).toList();
        }
      };
    }
  }

  static class ForgetsRemoved extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        public synchronized Optional<Block> remove(String id) {
          return super.remove(id).filter(block -> false);
        }
      };
    }
  }

  static class EvictsOldest extends Unbounded {
    @Override
    protected Optional<BlockStore> newStore(Clock storeClock, int capacity) {
      return Optional.of(
          new ListStore(10_000) {
            @Override
            public synchronized void save(Block block) {
              super.save(block);
              if (blocks.size() > capacity) {
                blocks.remove(0);
              }
            }
          });
    }
  }

  static class AnswersAfterClose extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return new ListStore(10_000) {
        @Override
        public void close() {}
      };
    }
  }

  /** A correct store; its inner steps can be replaced by wrong ones. */
  static class ListStore implements BlockStore {

    final List<Block> blocks = new ArrayList<>();
    private final int capacity;
    private volatile boolean closed;

    ListStore(int capacity) {
      this.capacity = capacity;
    }

    private void check() {
      if (closed) {
        throw new StoreException("the store is closed", null);
      }
    }

    boolean holds(Block block, Instant now) {
      return block.isActive(now);
    }

    void replace(Block block) {
      blocks.removeIf(old -> old.id().equals(block.id()));
      blocks.add(block);
    }

    @Override
    public synchronized void save(Block block) {
      check();
      if (blocks.size() >= capacity && find(block.id()).isEmpty()) {
        throw new StoreException("the store is full", null);
      }
      replace(block);
    }

    @Override
    public synchronized Optional<Block> find(String id) {
      check();
      return blocks.stream().filter(block -> block.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<Block> active(Instant now) {
      check();
      return blocks.stream().filter(block -> holds(block, now)).toList();
    }

    @Override
    public synchronized List<Block> expired(Instant now, int limit) {
      check();
      return blocks.stream().filter(block -> !holds(block, now)).limit(limit).toList();
    }

    @Override
    public synchronized Optional<Block> remove(String id) {
      Optional<Block> block = find(id);
      block.ifPresent(blocks::remove);
      return block;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}

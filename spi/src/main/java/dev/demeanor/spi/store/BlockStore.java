package dev.demeanor.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps blocks. Rules:
 *
 * <ul>
 *   <li><b>BS-1</b> A saved block is found by {@link #find} and listed by {@link #active} until it
 *       expires or is removed.
 *   <li><b>BS-2</b> {@link #save} is idempotent by block id: saving the same block again changes
 *       nothing. Another block under a stored id replaces it (an extension).
 *   <li><b>BS-3</b> {@link #active} lists exactly the blocks that hold at the given time; several
 *       on one target are all listed.
 *   <li><b>BS-4</b> {@link #remove} answers the block that was there; removing twice answers empty.
 *   <li><b>BS-5</b> An active block is never evicted to make room: a full store refuses the new one
 *       with {@link StoreException}.
 *   <li><b>BS-6</b> After {@link #close}, every call is a {@link StoreException}; closing twice is
 *       harmless.
 *   <li><b>BS-7</b> {@link #expired} lists only blocks that do not hold at the given time, at most
 *       as many as asked for, and removes none. One that was made longer is not among them.
 * </ul>
 *
 * Thread-safe. Calls may block; core bounds how long it waits.
 */
public interface BlockStore extends AutoCloseable {

  /** Stores a block; when the call returns it is durable to the degree the store offers. */
  void save(Block block);

  /** Returns a block by its id, expired or not, as long as it is kept. */
  Optional<Block> find(String id);

  /** Returns the blocks that hold at this time. */
  List<Block> active(Instant now);

  /**
   * Returns blocks that are still kept though they do not hold at this time, in no particular
   * order. A store that drops them by itself may answer none.
   *
   * @param limit how many at most, positive
   */
  List<Block> expired(Instant now, int limit);

  /** Removes a block and returns it. */
  Optional<Block> remove(String id);

  @Override
  void close();
}

package dev.demeanor.wire;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;

/**
 * Writes one batch, for collectors in Java: desktop applications, load generators, tests. Numbers
 * are the caller's to keep within their ranges; {@link BatchReader} says where they are not.
 * Fields, abstentions and events are written in this order. Made by {@link #of}. Not thread-safe.
 */
public abstract sealed class BatchWriter permits JsonBatchWriter, PackedBatchWriter {

  BatchWriter() {}

  /**
   * Begins a batch.
   *
   * @param nonce 22 characters, from the last reply
   * @param number number of the batch, from 0
   * @throws IllegalArgumentException if the nonce is not one
   */
  public static BatchWriter of(BatchFormat format, String nonce, int number) {
    if (!Nonce.is(nonce)) {
      throw new IllegalArgumentException("nonce must be 16 bytes in base64url without padding");
    }
    return format == BatchFormat.JSON
        ? new JsonBatchWriter(nonce, number)
        : new PackedBatchWriter(nonce, number);
  }

  /** Declares a field; events name it by how many were declared before it. */
  public abstract BatchWriter field(String name, int epoch);

  /** Says that nothing was captured in a field. */
  public abstract BatchWriter abstained(String field, AbstentionReason reason);

  /** Adds a key of a fixed-text field. */
  public abstract BatchWriter key(int field, int position, long pressMicros, int dwellMicros);

  /** Adds the end of a fixed-text entry. */
  public abstract BatchWriter end(int field, int keys, long timeMicros, EntryOutcome outcome);

  /** Begins a block of free text; {@link BatchLimits#BLOCK} pairs have to follow. */
  public abstract BatchWriter block(long timeMicros);

  /** Adds a pair to the block that was begun last. */
  public abstract BatchWriter pair(
      KeyClass first, KeyClass second, int dwellMicros, int pressToPressMicros);

  /** Adds something the pointer did. */
  public abstract BatchWriter pointer(PointerAction action, long timeMicros, int x, int y);

  /** Adds the visit of a route, given by its template. */
  public abstract BatchWriter visit(String template, long timeMicros);

  /** Returns the batch. */
  public abstract byte[] bytes();
}

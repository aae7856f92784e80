package dev.demeanor.wire;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.util.Objects;

/**
 * Reads batches from untrusted bytes. Never throws for what they hold: every mistake is a {@link
 * RefusedBatch}. What is read is bounded by {@link BatchLimits}; events go straight into a buffer,
 * with no object for each. Immutable and safe for use by many threads, as long as each has its own
 * buffer.
 */
public final class BatchReader {

  /** Least number of bytes that an event of a buffer takes: {@code [0,0,0,0],} in a block. */
  private static final int LEAST_BYTES_OF_EVENT = 9;

  private final BatchLimits limits;
  private final JsonBatches json = new JsonBatches();

  /** Makes a reader with these limits. */
  public BatchReader(BatchLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /** Returns the limits. */
  public BatchLimits limits() {
    return limits;
  }

  /** Reads a batch into a buffer of its own. */
  public BatchResult read(BatchFormat format, byte[] bytes, int length) {
    int bytesRead = Math.min(length, limits.bytes());
    int most = bytesRead / LEAST_BYTES_OF_EVENT + BatchLimits.BLOCK; // of a block that breaks off
    return read(format, bytes, length, new EventBuffer(Math.min(limits.events(), most)));
  }

  /**
   * Reads a batch into a buffer of the caller's, which is emptied first. Holds what was read before
   * the mistake when the batch is refused.
   *
   * @param length how many of the bytes, from the first, are the batch
   * @param into where the events go; the batch may hold no more than its capacity
   * @throws IndexOutOfBoundsException if there are fewer bytes than {@code length}
   */
  public BatchResult read(BatchFormat format, byte[] bytes, int length, EventBuffer into) {
    Objects.checkFromIndexSize(0, length, bytes.length);
    into.clear();
    if (length > limits.bytes()) {
      return new RefusedBatch("", Rule.TOO_LARGE, "at most " + limits.bytes() + " bytes");
    }
    try {
      Batch batch =
          format == BatchFormat.JSON
              ? json.read(bytes, length, into, limits.events())
              : new PackedBatch(bytes, length, into, limits.events()).read();
      return batch;
    } catch (BrokenBatch e) {
      return e.refused();
    }
  }
}

package dev.demeanor.live;

import dev.demeanor.spi.store.Block;
import java.time.Duration;
import java.time.Instant;

/**
 * How a block stands in its store while the record of an operator's change is not known to be
 * durable, told by how its reason begins. Who finds such a mark after a crash finishes what was
 * begun, so that the audit and the store say the same. Stateless.
 */
final class BlockMark {

  private static final String MARK = "[unfinished ";
  private static final String MAKING = MARK + "block] ";
  private static final String LIFTING = MARK + "unblock] ";

  /** The shortest that a block can last. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private BlockMark() {}

  /**
   * Checks that the reason of a new block cannot be taken for a mark.
   *
   * @throws IllegalArgumentException if it can
   */
  static void checkReason(String reason) {
    if (reason.startsWith(MARK)) {
      throw new IllegalArgumentException("reason must not begin with \"" + MARK + "\"");
    }
  }

  /** Returns the mark of a block that is being made: it holds after a crash. */
  static Block making(Block block) {
    return with(block, block.actor(), MAKING + block.reason(), block.expiresAt());
  }

  /** Returns the mark of a block that is being lifted: it has ended after a crash. */
  static Block lifting(Block block, String actor, String justification, Instant now) {
    Instant earliest = block.createdAt().plus(SHORTEST);
    Instant end = now.isBefore(block.expiresAt()) ? now : block.expiresAt();
    return with(block, actor, LIFTING + justification, end.isBefore(earliest) ? earliest : end);
  }

  static boolean isMaking(Block block) {
    return block.reason().startsWith(MAKING);
  }

  static boolean isLifting(Block block) {
    return block.reason().startsWith(LIFTING);
  }

  /** Returns the block without its mark; one that was lifted gives why that was. */
  static Block unmarked(Block block) {
    String reason = block.reason();
    if (isMaking(block)) {
      reason = reason.substring(MAKING.length());
    } else if (isLifting(block)) {
      reason = reason.substring(LIFTING.length());
    }
    return with(block, block.actor(), reason, block.expiresAt());
  }

  private static Block with(Block block, String actor, String reason, Instant expiresAt) {
    return new Block(
        block.id(), block.target(), block.origin(), actor, reason, block.createdAt(), expiresAt);
  }
}

package dev.demeanor.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ChainVerifier} found. Immutable.
 *
 * @param chains what was verified up to the first thing that is wrong, for each node
 * @param finding the first thing that is wrong, or null when all is well
 * @param tornBytes length of a last line that a crash has torn, 0 when there is none; it was never
 *     acknowledged, and the next start cuts it off
 */
public record ChainReport(List<Chain> chains, @Nullable Finding finding, int tornBytes) {

  /** Copies the list. */
  public ChainReport {
    chains = List.copyOf(chains);
  }

  /** Returns whether nothing is wrong. */
  public boolean isUnbroken() {
    return finding == null;
  }

  /**
   * The chain of one node.
   *
   * @param node whose
   * @param records how many records follow each other
   * @param head hash of the last of them
   * @param anchors how many of them are anchors
   * @param signedUpTo the last record that an anchor vouches for whose signature was checked; 0
   *     when none was
   */
  public record Chain(String node, long records, String head, long anchors, long signedUpTo) {}

  /**
   * A record that is not as it should be.
   *
   * @param part the file, or table
   * @param line its number there, from 1; 0 when it stands nowhere
   * @param node whose chain
   * @param sequence its number in the chain, or the number that is expected there
   * @param rule what does not hold
   * @param detail what was found
   */
  public record Finding(
      String part, long line, String node, long sequence, Rule rule, String detail) {}

  /** What must hold. */
  public enum Rule {
    /** The bytes of a record fit its hash. */
    CHANGED,
    /** Sequence numbers have no gap. */
    MISSING,
    /** There is nothing between a record and the one that names its hash. */
    INSERTED,
    /** Records stand in the order of their sequence. */
    REORDERED,
    /** A record names the hash of the one before it. */
    REPLACED,
    /** The chain goes at least as far as the anchors that were kept. */
    TRUNCATED,
    /** The chain is the one that an anchor was made of. */
    REWRITTEN,
    /** Anchors vouch for the record before them, signed with the key that was given. */
    ANCHOR,
    /** What a database says of a record in columns beside it is what the record says. */
    COLUMN
  }
}

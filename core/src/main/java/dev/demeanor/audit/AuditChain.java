package dev.demeanor.audit;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a node chains its audit records. Immutable.
 *
 * @param node name of the node, whose chain it is; the same after every restart, another for each
 *     process that writes to the same store; letters, digits, {@code . _ -}, at most 64
 * @param key signs anchors; null: anchors are written without a signature, and somebody who can
 *     write to the store can make a whole chain anew
 * @param anchorEvery after how many records an anchor is written
 * @param anchorInterval after what time an anchor is written, with the next record
 * @param anchors is given each anchor as a line, to be kept elsewhere, where who can write to the
 *     store cannot write; what it throws is logged
 */
public record AuditChain(
    String node,
    @Nullable AnchorKey key,
    int anchorEvery,
    Duration anchorInterval,
    Consumer<String> anchors) {

  static final String NODE = "[A-Za-z0-9._-]{1,64}";

  private static final AuditChain DEFAULTS =
      new AuditChain("main", null, 1_000, Duration.ofMinutes(1), line -> {});

  /** Checks the ranges. */
  public AuditChain {
    Objects.requireNonNull(anchors, "anchors");
    if (!node.matches(NODE)) {
      throw new IllegalArgumentException("node must match " + NODE + ", was \"" + node + "\"");
    }
    if (anchorEvery < 1) {
      throw new IllegalArgumentException("anchorEvery must be >= 1, was " + anchorEvery);
    }
    if (anchorInterval.isZero() || anchorInterval.isNegative()) {
      throw new IllegalArgumentException("anchorInterval must be positive, was " + anchorInterval);
    }
  }

  /** Returns the defaults: node {@code main}, no key, an anchor every 1,000 records and minute. */
  public static AuditChain defaults() {
    return DEFAULTS;
  }

  /** Returns a copy for another node. */
  public AuditChain withNode(String newNode) {
    return new AuditChain(newNode, key, anchorEvery, anchorInterval, anchors);
  }

  /** Returns a copy whose anchors are signed. */
  public AuditChain signedBy(AnchorKey newKey) {
    return new AuditChain(node, newKey, anchorEvery, anchorInterval, anchors);
  }

  /** Returns a copy that is anchored at other distances. */
  public AuditChain withAnchors(int newEvery, Duration newInterval) {
    return new AuditChain(node, key, newEvery, newInterval, anchors);
  }

  /** Returns a copy that also gives its anchors away. */
  public AuditChain withAnchorsTo(Consumer<String> newAnchors) {
    return new AuditChain(node, key, anchorEvery, anchorInterval, newAnchors);
  }

  /** Says in words whether the chain is signed, for health. */
  public String describe() {
    return "chain of node "
        + node
        + (key == null ? ", anchors not signed" : ", anchors signed by " + key.id());
  }
}

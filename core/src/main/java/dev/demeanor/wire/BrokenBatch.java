package dev.demeanor.wire;

import dev.demeanor.wire.RefusedBatch.Rule;

/** Leaves a reader at the first mistake; never leaves this package. Has no stack trace. */
final class BrokenBatch extends Exception {

  private static final long serialVersionUID = 1;

  private final transient RefusedBatch refused;

  BrokenBatch(String where, Rule rule, String expected) {
    super(expected, null, false, false);
    refused = new RefusedBatch(where, rule, expected);
  }

  RefusedBatch refused() {
    return refused;
  }
}

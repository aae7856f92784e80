package dev.demeanor.cli.evaluate;

import java.util.OptionalInt;

/**
 * What a protocol may be told.
 *
 * @param keys how many keys or events a decision may use; the protocol's own number when left out
 * @param seed seed of everything random
 */
public record ProtocolOptions(OptionalInt keys, long seed) {

  /** Returns what applies when nothing is said. */
  public static ProtocolOptions defaults() {
    return new ProtocolOptions(OptionalInt.empty(), 1);
  }
}

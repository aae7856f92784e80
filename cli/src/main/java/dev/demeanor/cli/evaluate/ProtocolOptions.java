package dev.demeanor.cli.evaluate;

import java.util.OptionalInt;

/**
 * What a protocol may be told.
 *
 * @param keys how many keys or events a decision may use; the protocol's own number when left out
 * @param seed seed of everything random
 * @param fold whether the recordings are those of one fold, whose people are each other's impostors
 * @param impostors which attempts of other people
 * @param adaptive whether the monitor learns from the attempts
 */
public record ProtocolOptions(
    OptionalInt keys, long seed, Impostors impostors, boolean adaptive, boolean fold) {

  /** Which attempts of other people are tested with. */
  public enum Impostors {
    /** Those of people who have never done it before. */
    NOVICE,
    /** Those of people who have practised. */
    PRACTISED
  }

  /** Makes options for novices and a monitor that learns nothing. */
  public ProtocolOptions(OptionalInt keys, long seed) {
    this(keys, seed, Impostors.NOVICE, false, false);
  }

  /** Returns what applies when nothing is said. */
  public static ProtocolOptions defaults() {
    return new ProtocolOptions(OptionalInt.empty(), 1);
  }

  /** Returns a copy in which the protocol decides how many keys a decision may use. */
  public ProtocolOptions withoutKeys() {
    return new ProtocolOptions(OptionalInt.empty(), seed, impostors, adaptive, fold);
  }

  /** Returns a copy for the recordings of one fold. */
  public ProtocolOptions asFold() {
    return new ProtocolOptions(keys, seed, impostors, adaptive, true);
  }
}

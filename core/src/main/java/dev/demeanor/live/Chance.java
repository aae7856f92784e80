package dev.demeanor.live;

import dev.demeanor.pseudonym.Pseudonyms;

/**
 * Numbers in [0, 1) that nobody without the key can tell, and that are the same whenever they are
 * asked for again: keyed hashes of ids. Stateless.
 */
final class Chance {

  private static final int HEX_DIGITS = 13; // 52 bits: exact in a double

  private Chance() {}

  static double of(Pseudonyms pseudonyms, String tenant, String id) {
    String hash = pseudonyms.of("chance", tenant, id);
    return Long.parseLong(hash.substring(0, HEX_DIGITS), 16) / (double) (1L << 4 * HEX_DIGITS);
  }
}

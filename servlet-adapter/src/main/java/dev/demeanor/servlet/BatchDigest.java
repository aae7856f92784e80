package dev.demeanor.servlet;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;

/**
 * A number that two batches share only when they hold the same events, but for a chance of 2 to the
 * minus 64. Against repetition, not against forgery: whoever can forge can also change a
 * microsecond.
 */
final class BatchDigest {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private BatchDigest() {}

  static long of(EventBuffer events) {
    long digest = events.size();
    for (int i = 0; i < events.size(); i++) {
      EventKind kind = events.kind(i);
      digest = mix(digest, events.timeMicros(i));
      digest = mix(digest, kind.ordinal());
      switch (kind) {
        case FIXED_TEXT_KEY -> digest = mix(digest, key(events, i));
        case FIXED_TEXT_END -> digest = mix(digest, (long) events.field(i) << 32 | events.keys(i));
        case FREE_TEXT_PAIR ->
            digest = mix(digest, events.dwellMicros(i) << 32 | events.pressToPressMicros(i));
        case POINTER -> digest = mix(digest, (long) events.x(i) << 32 ^ events.y(i));
        case VISIT -> digest = mix(digest, events.route(i));
      }
    }
    return digest;
  }

  private static long key(EventBuffer events, int index) {
    return ((long) events.field(index) << 8 | events.position(index)) << 32
        | events.dwellMicros(index);
  }

  private static long mix(long digest, long value) {
    long x = (digest ^ value) * MIX;
    return x ^ x >>> 29;
  }
}

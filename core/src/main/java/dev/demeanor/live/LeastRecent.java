package dev.demeanor.live;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes bounded maps in which what was not used for longest makes room. Stateless. */
final class LeastRecent {

  private LeastRecent() {}

  /** Returns a map that holds at most so many entries; not thread-safe. */
  static <K, V> Map<K, V> map(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}

package dev.demeanor.enrolment;

import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The windows of one session that are learned only when somebody vouches for them. Bounded; not
 * thread-safe.
 */
public final class Quarantine {

  /**
   * A window and the template it would teach.
   *
   * @param key whose
   * @param window the features, in a copy of their own
   */
  public record Held(TemplateKey key, FeatureVector window) {}

  private final int capacity;
  private Deque<Held> held = new ArrayDeque<>(0);

  /** Makes an empty one for so many windows. */
  public Quarantine(int capacity) {
    this.capacity = capacity;
  }

  /** Puts a window in; the oldest makes room. */
  public void add(TemplateKey key, FeatureVector window) {
    if (capacity == 0) {
      return;
    }
    if (held.size() == capacity) {
      held.removeFirst();
    }
    held.addLast(new Held(key, window));
  }

  /** Returns the oldest window and no longer keeps it, when there are more than so many. */
  public Optional<Held> beyond(int most) {
    return held.size() > most ? Optional.of(held.removeFirst()) : Optional.empty();
  }

  /** Returns how many windows wait. */
  public int size() {
    return held.size();
  }

  /** Returns the windows in the order in which they came and keeps none. */
  public List<Held> release() {
    List<Held> released = new ArrayList<>(held);
    drop();
    return released;
  }

  /** Forgets the windows. */
  public void drop() {
    held = new ArrayDeque<>(0);
  }
}

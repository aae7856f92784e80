package dev.demeanor.live;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The order in which listeners hear of one session's decisions: that in which they were made,
 * whichever record was durable first. A place is taken when a decision is made, and filled once it
 * stands; one thread at a time tells what is next. Thread-safe.
 */
final class Tellings {

  /** A place in the order. */
  static final class Place {
    private @Nullable Runnable telling;
  }

  private final Deque<Place> places = new ArrayDeque<>(2);
  private boolean busy;

  synchronized Place take() {
    Place place = new Place();
    places.add(place);
    return place;
  }

  /** Says what is to be told at a place, and tells what is next; every place must be filled. */
  void fill(Place place, Runnable telling) {
    synchronized (this) {
      place.telling = telling;
      if (busy) {
        return;
      }
      busy = true;
    }
    Runnable next = next();
    while (next != null) {
      next.run();
      next = next();
    }
  }

  private synchronized @Nullable Runnable next() {
    Place head = places.peek();
    Runnable telling = head == null ? null : head.telling;
    if (telling == null) {
      busy = false;
    } else {
      places.remove();
    }
    return telling;
  }
}

package bad.demeanor.feature;

import bad.demeanor.policy.StartsThread;
import bad.demeanor.window.ReadsClock;

/** Bad on purpose: knows a room that comes after it, and makes a cycle with the one before. */
public final class KnowsLaterRoom {

  String all(StartsThread later, ReadsClock before) {
    return later.toString() + before;
  }
}

package dev.demeanor.store;

/** What all pages have in common. */
final class Pages {

  private Pages() {}

  static void checkLimit(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("limit must be 1 to " + max + ", was " + limit);
    }
  }
}

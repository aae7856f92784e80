package dev.demeanor.cli.demo;

/** How the demo waits between steps, so that a person can follow. Tests and pipes do not wait. */
@FunctionalInterface
interface Pace {

  /** Does not wait. */
  Pace NONE = millis -> {};

  /** Waits that long. */
  void pause(long millis);

  /** Waits for real; an interrupt ends this wait and all further ones. */
  static Pace real() {
    return millis -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}

package dev.demeanor.simulated;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;

/** Moves about one place of the screen. Simulated. */
public final class SimulatedPointer {

  private final Draws draws;
  private final int placeX;
  private final int placeY;
  private long nowMicros = 1_000_000;

  /** Makes a pointer that likes one place. */
  public SimulatedPointer(long seed, int placeX, int placeY) {
    this.draws = new Draws(seed);
    this.placeX = placeX;
    this.placeY = placeY;
  }

  /** Adds moves that fill one window of {@link PointerPlaceProvider}. */
  public void addBlock(EventBuffer events) {
    for (int i = 0; i < PointerPlaceProvider.EVENTS; i++) {
      addMove(events);
    }
  }

  /** Adds one move. */
  public void addMove(EventBuffer events) {
    nowMicros += 20_000;
    events.addPointer(
        PointerAction.MOVE,
        nowMicros,
        placeX + (int) (60 * draws.normal()),
        placeY + (int) (60 * draws.normal()));
  }
}

package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * How the pointer is moved: how often {@link PointerMeasures} of the actions, how long a button is
 * held, how long the pointer rests before, what kind of action it is and how much is scrolled fall
 * into each of the {@link PointerBins}. An action is a movement up to a click, a drag, or a
 * movement that ends in ten seconds of silence.
 *
 * <p>Runs: a window tells of its own actions and of those of the session before it, of which half
 * are forgotten as soon as there are too many. An action costs its measures once, when it ends.
 */
final class PointerExtractor implements FeatureExtractor {

  private static final int FORMAT = 1;
  private static final long SILENCE_MICROS = 10_000_000;

  /** A longer rest is an absence. */
  private static final long LONGEST_GAP_MICROS = 30_000_000;

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double LEAST_GAP_SECONDS = 0.01;
  private static final double LEAST_CLICK_SECONDS = 0.001;

  /**
   * The session's actions that are remembered, before half are forgotten: with more, an impostor
   * who takes over would long be covered by what the subject did; with fewer, the latest are not
   * enough to know somebody by.
   */
  private static final int MOST_REMEMBERED = 112;

  private static final int MOVE = 0;
  private static final int CLICK = 1;
  private static final int DRAG = 2;
  private static final int NONE = -1;
  private static final long NEVER = Long.MIN_VALUE;

  private final PointerMeasures measures = new PointerMeasures();
  private final double[] action = new double[PointerBins.FEATURES];
  private final PointerPath path = new PointerPath();
  private boolean dragged;
  private int pressedRow = NONE;
  private long pressedMicros;
  private long lastMicros;
  private long lastEndMicros = NEVER;
  private int scrolls;

  private final PointerCounts window = new PointerCounts();
  private final PointerCounts before = new PointerCounts();

  @Override
  public void accept(EventBuffer events, int index) {
    long time = events.timeMicros(index);
    PointerAction what = events.action(index);
    if (path.rows > 0 && time - lastMicros > SILENCE_MICROS) {
      finish(MOVE, 0, path.rows, lastMicros, Double.NaN);
      beginAction();
    }
    lastMicros = time;
    switch (what) {
      case SCROLL_UP, SCROLL_DOWN -> scrolls++;
      case MOVE -> path.add(time, events.x(index), events.y(index));
      case DRAG -> {
        path.add(time, events.x(index), events.y(index));
        dragged = true;
      }
      case PRESS -> {
        path.add(time, events.x(index), events.y(index));
        if (pressedRow == NONE) {
          pressedRow = path.rows - 1;
          pressedMicros = time;
        }
      }
      case RELEASE -> release(time, events.x(index), events.y(index));
    }
  }

  private void release(long time, int x, int y) {
    path.add(time, x, y);
    double held =
        pressedRow == NONE
            ? Double.NaN
            : StrictMath.log(
                Math.max(LEAST_CLICK_SECONDS, (time - pressedMicros) / MICROS_PER_SECOND));
    if (!dragged) {
      finish(CLICK, 0, path.rows, time, held);
    } else if (pressedRow > 0) {
      finish(MOVE, 0, pressedRow + 1, path.timeMicros[pressedRow], Double.NaN);
      finish(DRAG, pressedRow, path.rows, time, held);
    } else {
      finish(DRAG, 0, path.rows, time, held);
    }
    beginAction();
  }

  private void finish(int kind, int from, int to, long endMicros, double held) {
    if (to > from && measures.measure(path, from, to, endMicros, action)) {
      long gap = path.timeMicros[from] - lastEndMicros;
      action[PointerBins.DWELL] = held;
      action[PointerBins.GAP] =
          lastEndMicros == NEVER || gap > LONGEST_GAP_MICROS
              ? Double.NaN
              : StrictMath.log(Math.max(LEAST_GAP_SECONDS, gap / MICROS_PER_SECOND));
      action[PointerBins.KIND] = kind;
      action[PointerBins.SCROLLS] = Logarithm.onePlus(scrolls);
      scrolls = 0;
      window.add(action);
    }
    lastEndMicros = endMicros;
  }

  private void beginAction() {
    path.rows = 0;
    dragged = false;
    pressedRow = NONE;
  }

  @Override
  public void reset() {
    beginAction();
    window.clear();
    before.clear();
    scrolls = 0;
    lastMicros = 0;
    lastEndMicros = NEVER;
    pressedMicros = 0;
  }

  @Override
  public void advance() {
    before.add(window);
    window.clear();
    if (before.actions() > MOST_REMEMBERED) {
      before.halve();
    }
  }

  @Override
  public int units() {
    return window.actions();
  }

  @Override
  public FeatureSchema schema() {
    return PointerBins.SCHEMA;
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    if (window.actions() + before.actions() == 0) {
      return;
    }
    window.writeMeans(before, target);
    window.writeTokens(target);
    if (before.actions() > 0) {
      before.writeTokens(target);
    }
  }

  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT);
    window.save(out);
    before.save(out);
    out.putInt(scrolls).putLong(lastEndMicros);
    out.putByte(dragged ? 1 : 0).putInt(pressedRow).putLong(pressedMicros).putLong(lastMicros);
    path.save(out);
  }

  @Override
  public void loadState(StateReader in) {
    in.getInt("pointer extractor format", FORMAT, FORMAT);
    window.load(in);
    before.load(in);
    scrolls = in.getInt("scrolls", 0, Integer.MAX_VALUE);
    lastEndMicros = in.getLong();
    dragged = in.getByte() != 0;
    int pressed = in.getInt("pressed row", NONE, PointerPath.MAX_ROWS - 1);
    pressedMicros = in.getLong();
    lastMicros = in.getLong();
    path.load(in);
    pressedRow = Math.min(pressed, path.rows - 1);
  }
}

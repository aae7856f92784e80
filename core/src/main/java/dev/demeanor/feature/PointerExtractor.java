package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the pointer is moved: means of {@link PointerMeasures} over the actions of a window, the mix
 * of kinds, how long a button is held, how much is scrolled. An action is a movement up to a click,
 * a drag, or a movement that ends in ten seconds of silence. An action costs its measures once,
 * when it ends; a decision costs a division for each feature.
 */
final class PointerExtractor implements FeatureExtractor {

  static final FeatureSchema SCHEMA = schemaOf();

  private static final int FORMAT = 1;
  private static final long SILENCE_MICROS = 10_000_000;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MIN_CLICK_SECONDS = 0.001;
  private static final int MOVE = 0;
  private static final int CLICK = 1;
  private static final int DRAG = 2;
  private static final int KINDS = 3;
  private static final int NONE = -1;

  private final PointerMeasures measures = new PointerMeasures();
  private final double[] action = new double[PointerMeasures.COUNT];
  private final PointerPath path = new PointerPath();
  private boolean dragged;
  private int pressedRow = NONE;
  private long pressedMicros;
  private long lastMicros;

  private final double[] sums = new double[PointerMeasures.COUNT];
  private final int[] kinds = new int[KINDS];
  private int actions;
  private int clicks;
  private double clickSum;
  private int scrolls;

  @Override
  public void accept(EventBuffer events, int index) {
    long time = events.timeMicros(index);
    PointerAction what = events.action(index);
    if (path.rows > 0 && time - lastMicros > SILENCE_MICROS) {
      finish(MOVE, 0, path.rows, lastMicros);
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
    if (pressedRow != NONE) {
      clickSum +=
          StrictMath.log(Math.max(MIN_CLICK_SECONDS, (time - pressedMicros) / MICROS_PER_SECOND));
      clicks++;
    }
    if (!dragged) {
      finish(CLICK, 0, path.rows, time);
    } else if (pressedRow > 0) {
      finish(MOVE, 0, pressedRow + 1, path.timeMicros[pressedRow]);
      finish(DRAG, pressedRow, path.rows, time);
    } else {
      finish(DRAG, 0, path.rows, time);
    }
    beginAction();
  }

  private void finish(int kind, int from, int to, long endMicros) {
    if (measures.measure(path, from, to, endMicros, action)) {
      for (int j = 0; j < action.length; j++) {
        sums[j] += action[j];
      }
      kinds[kind]++;
      actions++;
    }
  }

  private void beginAction() {
    path.rows = 0;
    dragged = false;
    pressedRow = NONE;
  }

  @Override
  public void reset() {
    beginAction();
    Arrays.fill(sums, 0);
    Arrays.fill(kinds, 0);
    actions = 0;
    clicks = 0;
    clickSum = 0;
    scrolls = 0;
    lastMicros = 0;
    pressedMicros = 0;
  }

  @Override
  public int units() {
    return actions;
  }

  @Override
  public FeatureSchema schema() {
    return SCHEMA;
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    if (actions == 0) {
      return;
    }
    int at = 0;
    for (double sum : sums) {
      target.set(at++, sum / actions);
    }
    target.set(at++, (double) kinds[MOVE] / actions);
    target.set(at++, (double) kinds[CLICK] / actions);
    target.set(at++, clicks == 0 ? Double.NaN : clickSum / clicks);
    target.set(at, StrictMath.log1p((double) scrolls / actions));
  }

  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT).putInt(actions).putInt(clicks).putInt(scrolls).putDouble(clickSum);
    for (int kind : kinds) {
      out.putInt(kind);
    }
    for (double sum : sums) {
      out.putDouble(sum);
    }
    out.putByte(dragged ? 1 : 0).putInt(pressedRow).putLong(pressedMicros).putLong(lastMicros);
    path.save(out);
  }

  @Override
  public void loadState(StateReader in) {
    in.getInt("pointer extractor format", FORMAT, FORMAT);
    actions = in.getInt("actions", 0, Integer.MAX_VALUE);
    clicks = in.getInt("clicks", 0, Integer.MAX_VALUE);
    scrolls = in.getInt("scrolls", 0, Integer.MAX_VALUE);
    clickSum = in.getDouble();
    for (int k = 0; k < KINDS; k++) {
      kinds[k] = in.getInt("actions of a kind", 0, actions);
    }
    for (int j = 0; j < sums.length; j++) {
      sums[j] = in.getDouble();
    }
    dragged = in.getByte() != 0;
    int pressed = in.getInt("pressed row", NONE, PointerPath.MAX_ROWS - 1);
    pressedMicros = in.getLong();
    lastMicros = in.getLong();
    path.load(in);
    pressedRow = Math.min(pressed, path.rows - 1);
  }

  private static FeatureSchema schemaOf() {
    List<Feature> features = new ArrayList<>();
    for (int j = 0; j < PointerMeasures.COUNT; j++) {
      features.add(new Feature(PointerMeasures.NAMES[j], PointerMeasures.UNITS[j]));
    }
    features.add(new Feature("kind.move", "1"));
    features.add(new Feature("kind.click", "1"));
    features.add(new Feature("click.dwell", "ln s"));
    features.add(new Feature("scrolls", "ln(1+1/action)"));
    return new FeatureSchema("pointer/1", features);
  }
}

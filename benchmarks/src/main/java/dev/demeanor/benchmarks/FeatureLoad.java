package dev.demeanor.benchmarks;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.feature.FreeTextExtractorProvider;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * 1,024 windows of one modality by 64 simulated people, each with an extractor of its own, in turn.
 * The features of every window are checked against {@link NaiveFeatures} at set-up. An operation is
 * one event: those that end a window pay for reading it.
 */
final class FeatureLoad implements Load {

  static final int WINDOWS = 1 << 10;

  private static final int PEOPLE = 64;
  private static final double TOLERANCE = 1e-9;

  private final String modality;
  private final EventBuffer[] windows = new EventBuffer[WINDOWS];
  private final FeatureExtractor[] extractors = new FeatureExtractor[WINDOWS];
  private final EventBuffer[] stored = new EventBuffer[WINDOWS];
  private final FeatureVector vector;
  private final double[] naiveVector = new double[256];
  private final NaiveFeatures naive = new NaiveFeatures();
  private final int events;

  private int window;
  private int event;
  private int sliceFrom;

  FeatureLoad(String modality) {
    this.modality = modality;
    FeatureExtractorProvider provider = provider(modality);
    Typist[] typists = new Typist[PEOPLE];
    Visitor[] visitors = new Visitor[PEOPLE];
    for (int p = 0; p < PEOPLE; p++) {
      typists[p] = new Typist(p);
      visitors[p] = new Visitor(p);
    }
    int sum = 0;
    for (int i = 0; i < WINDOWS; i++) {
      Visitor visitor = visitors[i % PEOPLE];
      windows[i] =
          switch (modality) {
            case "fixed-text" -> typists[i % PEOPLE].type();
            case "free-text" -> visitor.write();
            case "pointer" -> visitor.point();
            default -> visitor.browse();
          };
      sum += windows[i].size();
      extractors[i] = provider.create();
      stored[i] = new EventBuffer(windows[i].size());
    }
    events = sum;
    for (int e = 0; e < windows[0].size(); e++) {
      extractors[0].accept(windows[0], e);
    }
    vector = new FeatureVector(extractors[0].schema());
    extractors[0].reset();
    check();
  }

  private static FeatureExtractorProvider provider(String modality) {
    return switch (modality) {
      case "fixed-text" -> new FixedTextExtractorProvider();
      case "free-text" -> new FreeTextExtractorProvider();
      case "pointer" -> new PointerExtractorProvider();
      case "navigation" -> new NavigationExtractorProvider();
      default -> throw new IllegalArgumentException("unknown modality: " + modality);
    };
  }

  private void check() {
    for (int i = 0; i < WINDOWS; i++) {
      double sum = 0;
      for (int e = 0; e < windows[i].size(); e++) {
        sum = acceptAndRead();
      }
      int features = recompute(windows[i]);
      for (int j = 0; j < features; j++) {
        expect(j, naiveVector[j], vector.value(j));
      }
      for (int t = 0; t < vector.tokenCount(); t++) {
        expect(t, naive.tokens[t], vector.token(t));
      }
      if (vector.tokenCount() > 0 && vector.tokenCount() != naive.tokenCount) {
        throw new IllegalStateException("tokens are missing");
      }
      if (!Double.isFinite(sum)) {
        throw new IllegalStateException("a window gave no features");
      }
    }
  }

  private void expect(int index, double expected, double actual) {
    boolean same = Double.isNaN(expected) && Double.isNaN(actual);
    if (!same && !(Math.abs(expected - actual) <= TOLERANCE * (1 + Math.abs(expected)))) {
      throw new IllegalStateException(
          modality + " feature " + index + " was " + actual + ", reference " + expected);
    }
  }

  /** Returns how many events a window has on the average. */
  double eventsPerWindow() {
    return (double) events / WINDOWS;
  }

  /** Takes in the next event; the window that ends with it is emptied. */
  int accept() {
    EventBuffer now = windows[window];
    FeatureExtractor extractor = extractors[window];
    extractor.accept(now, event++);
    if (event == now.size()) {
      extractor.reset();
      nextWindow();
    }
    return event;
  }

  /** Takes in the next event; the window that ends with it is read and emptied. */
  double acceptAndRead() {
    EventBuffer now = windows[window];
    FeatureExtractor extractor = extractors[window];
    extractor.accept(now, event++);
    if (event < now.size()) {
      return 0;
    }
    extractor.writeTo(vector);
    extractor.reset();
    nextWindow();
    return vector.value(0);
  }

  /** Stores the next event; the window that ends with it is walked again, event by event. */
  double storeAndRecompute() {
    EventBuffer now = windows[window];
    EventBuffer kept = stored[window];
    kept.addFrom(now, event++);
    if (event < now.size()) {
      return 0;
    }
    recompute(kept);
    kept.clear();
    nextWindow();
    return naiveVector[0];
  }

  private int recompute(EventBuffer kept) {
    return switch (modality) {
      case "fixed-text" -> naive.fixedText(kept, naiveVector);
      case "free-text" -> naive.freeText(kept, naiveVector);
      case "pointer" -> naive.pointer(kept, naiveVector);
      default -> naive.navigation(kept, naiveVector);
    };
  }

  private void nextWindow() {
    event = 0;
    window = window + 1 & WINDOWS - 1;
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new Run(modality + ": store, recompute the window at its end", this::storeAndRecompute),
        new Run(modality + ": accept", this::accept),
        new Run(modality + ": accept, read the window at its end", this::acceptAndRead));
  }

  private interface Operation {
    double next();
  }

  /** The next 1/16 of the windows, the same for all slices of a round. */
  private final class Run implements Slice {

    private static final int SHARE = WINDOWS / 16;

    private final String name;
    private final Operation operation;
    private int operations = 1;

    Run(String name, Operation operation) {
      this.name = name;
      this.operation = operation;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int operations() {
      return operations;
    }

    @Override
    public void prepare() {
      window = sliceFrom;
      event = 0;
      sliceFrom = name.contains("read") ? sliceFrom + SHARE & WINDOWS - 1 : sliceFrom;
      operations = 0;
      for (int i = 0; i < SHARE; i++) {
        operations += windows[window + i].size();
      }
    }

    @Override
    public long run() {
      double sum = 0;
      for (int i = 0; i < operations; i++) {
        sum += operation.next();
      }
      return Double.doubleToLongBits(sum);
    }
  }
}

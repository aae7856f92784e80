package dev.demeanor.tck;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FeatureExtractorTckTest {

  private static final int BLOCK = 16;

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(FeatureExtractorTck.class, "FE", 8);
  }

  @Test
  void correctExtractor_passes() {
    TckRun.assertPasses(Correct.class, 1); // P-3: no options
  }

  @Test
  void extractorThatForgetsToReset_breaksFe1() {
    TckRun.assertFails(ForgetsToReset.class, "FE-1");
  }

  @Test
  void extractorThatWritesZeroForMissing_breaksFe2() {
    TckRun.assertFails(WritesZero.class, "FE-2");
  }

  @Test
  void extractorThatLeavesAFeatureOut_breaksFe2() {
    TckRun.assertFails(LeavesOut.class, "FE-2");
  }

  @Test
  void extractorThatChangesWhenAsked_breaksFe3() {
    TckRun.assertFails(ChangesWhenAsked.class, "FE-3");
  }

  @Test
  void extractorThatSavesNothing_breaksFe4() {
    TckRun.assertFails(SavesNothing.class, "FE-4");
  }

  @Test
  void extractorThatLoadsAnything_breaksFe4() {
    TckRun.assertFails(LoadsAnything.class, "FE-4");
  }

  @Test
  void extractorThatAllocates_breaksFe5() {
    TckRun.assertFails(Allocates.class, "FE-5");
  }

  @Test
  void extractorThatReadsTheLocale_breaksFe6() {
    TckRun.assertFails(ReadsLocale.class, "FE-6");
  }

  @Test
  void extractorThatReadsTheOriginOfTime_breaksFe6() {
    TckRun.assertFails(ReadsOriginOfTime.class, "FE-6");
  }

  @Test
  void extractorThatKeepsEveryEvent_breaksFe7() {
    TckRun.assertFails(KeepsEverything.class, "FE-7");
  }

  @Test
  void extractorThatKeepsItsWindowWhenAdvanced_breaksFe8() {
    TckRun.assertFails(KeepsItsWindow.class, "FE-8");
  }

  @Test
  void extractorThatShowsItsWindow_isNotRedacted() {
    TckRun.assertFails(ShowsWindow.class, "redacted:");
  }

  abstract static class Of extends FeatureExtractorTck {
    private final Supplier<FeatureExtractor> maker;

    Of(Supplier<FeatureExtractor> maker) {
      this.maker = maker;
    }

    @Override
    protected FeatureExtractorProvider newProvider() {
      PaceProvider provider = new PaceProvider();
      provider.maker = maker;
      return provider;
    }

    @Override
    protected EventBuffer sample(RandomGenerator random) {
      EventBuffer events = new EventBuffer(50);
      long time = random.nextLong(1_000_000);
      for (int i = 0; i < 50; i++) {
        time += random.nextLong(5_000_000);
        events.addVisit(random.nextInt(10), time);
      }
      return events;
    }
  }

  static class Correct extends Of {
    Correct() {
      super(Pace::new);
    }
  }

  static class ForgetsToReset extends Of {
    ForgetsToReset() {
      super(
          () ->
              new Pace() {
                @Override
                public void reset() {}
              });
    }
  }

  static class KeepsItsWindow extends Of {
    KeepsItsWindow() {
      super(
          () ->
              new Pace() {
                @Override
                public void advance() {}
              });
    }
  }

  static class WritesZero extends Of {
    WritesZero() {
      super(
          () ->
              new Pace() {
                @Override
                public void writeTo(FeatureVector target) {
                  super.writeTo(target);
                  if (target.isMissing(0)) {
                    target.set(0, 0.0);
                  }
                }
              });
    }
  }

  static class LeavesOut extends Of {
    LeavesOut() {
      super(
          () ->
              new Pace() {
                @Override
                public void writeTo(FeatureVector target) {
                  if (size > 0) {
                    super.writeTo(target);
                  }
                }
              });
    }
  }

  static class ChangesWhenAsked extends Of {
    ChangesWhenAsked() {
      super(
          () ->
              new Pace() {
                private int asked;

                @Override
                public void writeTo(FeatureVector target) {
                  super.writeTo(target);
                  target.set(0, target.value(0) + asked++);
                }
              });
    }
  }

  static class SavesNothing extends Of {
    SavesNothing() {
      super(
          () ->
              new Pace() {
                @Override
                public void saveState(StateWriter out) {
                  out.putInt(1).putInt(0).putLong(0).putLong(0);
                }
              });
    }
  }

  static class LoadsAnything extends Of {
    LoadsAnything() {
      super(
          () ->
              new Pace() {
                @Override
                public void loadState(StateReader in) {
                  try {
                    super.loadState(in);
                  } catch (CorruptStateException e) {
                    reset();
                  }
                }
              });
    }
  }

  static class Allocates extends Of {
    Allocates() {
      super(
          () ->
              new Pace() {
                private long[] copy = {};

                @Override
                public void writeTo(FeatureVector target) {
                  copy = times.clone();
                  super.writeTo(target);
                  target.set(1, copy.length > 0 ? target.value(1) : 0);
                }
              });
    }
  }

  static class ReadsLocale extends Of {
    ReadsLocale() {
      super(
          () ->
              new Pace() {
                @Override
                public void writeTo(FeatureVector target) {
                  super.writeTo(target);
                  target.set(0, target.value(0) + Locale.getDefault().toString().length());
                }
              });
    }
  }

  static class ReadsOriginOfTime extends Of {
    ReadsOriginOfTime() {
      super(
          () ->
              new Pace() {
                @Override
                public void writeTo(FeatureVector target) {
                  super.writeTo(target);
                  target.set(1, size == 0 ? Double.NaN : times[0] / 1e6);
                }
              });
    }
  }

  static class KeepsEverything extends Of {
    KeepsEverything() {
      super(
          () ->
              new Pace() {
                @Override
                public void saveState(StateWriter out) {
                  super.saveState(out);
                  for (int i = 0; i < size; i++) {
                    out.putLong(i).putLong(i).putLong(i);
                  }
                }

                @Override
                public void loadState(StateReader in) {
                  super.loadState(in);
                  for (int i = 0; i < 3 * size; i++) {
                    in.getLong();
                  }
                }
              });
    }
  }

  static class ShowsWindow extends Of {
    ShowsWindow() {
      super(
          () ->
              new Pace() {
                @Override
                public String toString() {
                  FeatureVector features = new FeatureVector(SCHEMA);
                  writeTo(features);
                  return "Pace[" + features.value(0) + " ms]";
                }
              });
    }
  }

  /** Makes whatever it is given. */
  public static final class PaceProvider implements FeatureExtractorProvider {

    private Supplier<FeatureExtractor> maker = Pace::new;

    @Override
    public String name() {
      return "pace";
    }

    @Override
    public Modality modality() {
      return Modality.POINTER;
    }

    @Override
    public boolean supports(Source source) {
      return source.equals(Source.navigation());
    }

    @Override
    public Set<EventKind> kinds() {
      return Set.of(EventKind.VISIT);
    }

    @Override
    public WindowSpec window() {
      return new WindowSpec.Block(BLOCK);
    }

    @Override
    public FeatureExtractor create() {
      return maker.get();
    }
  }

  /** A correct extractor, oldest visit first; its steps can be replaced by wrong ones. */
  static class Pace implements FeatureExtractor {

    static final FeatureSchema SCHEMA =
        new FeatureSchema(
            "pace/1", List.of(new Feature("interval.mean", "ms"), new Feature("span", "s")));

    /** First and latest. */
    final long[] times = new long[2];

    int size;

    @Override
    public void accept(EventBuffer events, int index) {
      times[size == 0 ? 0 : 1] = events.timeMicros(index);
      size++;
    }

    @Override
    public void reset() {
      size = 0;
    }

    @Override
    public FeatureSchema schema() {
      return SCHEMA;
    }

    @Override
    public void writeTo(FeatureVector target) {
      target.clear();
      if (size > 1) {
        long span = times[1] - times[0];
        target.set(0, span / 1000.0 / (size - 1));
        target.set(1, span / 1e6);
      }
    }

    @Override
    public void saveState(StateWriter out) {
      out.putInt(1).putInt(size).putLong(times[0]).putLong(times[1]);
    }

    @Override
    public void loadState(StateReader in) {
      in.getInt("format", 1, 1);
      size = in.getInt("size", 0, Integer.MAX_VALUE);
      times[0] = in.getLong();
      times[1] = in.getLong();
    }
  }
}

package dev.demeanor.tck;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DetectorTckTest {

  static final FeatureSchema SCHEMA =
      new FeatureSchema(
          "simulated/1",
          List.of(new Feature("a", "ms"), new Feature("b", "ms"), new Feature("c", "ms")));

  /** Tests that a detector without a population leaves out. */
  private static final int POPULATION_TESTS = 11;

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(DetectorTck.class, "D", 8);
  }

  @Test
  void correctDetector_passes() {
    TckRun.assertPasses(Correct.class, POPULATION_TESTS);
  }

  @Test
  void modelThatMutatesItself_breaksD1() {
    TckRun.assertFails(MutatesItself.class, "D-1");
  }

  @Test
  void modelThatKeepsTheSample_breaksD1() {
    TckRun.assertFails(KeepsSample.class, "D-1");
  }

  @Test
  void modelThatIsNotDeterministic_breaksD2() {
    TckRun.assertFails(IsNotDeterministic.class, "D-2");
  }

  @Test
  void modelThatDoesNotBeginItsAnswer_breaksD2() {
    TckRun.assertFails(DoesNotBegin.class, "D-2");
  }

  @Test
  void modelThatAnswersNaN_breaksD3() {
    TckRun.assertFails(AnswersNaN.class, "D-3");
  }

  @Test
  void modelThatAllocates_breaksD3() {
    TckRun.assertFails(Allocates.class, "D-3");
  }

  @Test
  void modelThatPrefersImpostors_breaksD4() {
    TckRun.assertFails(PrefersImpostors.class, "D-4");
  }

  @Test
  void modelThatRoundsWhatItSaves_breaksD5() {
    TckRun.assertFails(RoundsWhatItSaves.class, "D-5");
  }

  @Test
  void detectorThatLoadsAnything_breaksD5() {
    TckRun.assertFails(LoadsAnything.class, "D-5");
  }

  @Test
  void modelThatLearnsMissingAsZero_breaksD6() {
    TckRun.assertFails(LearnsMissingAsZero.class, "D-6");
  }

  @Test
  void modelThatScoresMissingAsZero_breaksD6() {
    TckRun.assertFails(ScoresMissingAsZero.class, "D-6");
  }

  @Test
  void modelThatKeepsAllSamples_breaksD7() {
    TckRun.assertFails(KeepsAllSamples.class, "D-7");
  }

  @Test
  void modelWhoseAnchorPrefersImpostors_breaksD8() {
    TckRun.assertFails(AnchorsToImpostors.class, "D-8");
  }

  @Test
  void modelThatShowsWhatItLearned_isNotRedacted() {
    TckRun.assertFails(ShowsContents.class, "redacted:");
  }

  abstract static class Of extends DetectorTck {
    private final Function<Moments, Moments> kind;

    Of(Function<Moments, Moments> kind) {
      this.kind = kind;
    }

    @Override
    protected Detector newDetector() {
      return new MomentsDetector(kind.apply(new Moments()));
    }

    @Override
    protected FeatureSchema schema() {
      return SCHEMA;
    }
  }

  static class Correct extends Of {
    Correct() {
      super(model -> model);
    }
  }

  static class MutatesItself extends Of {
    MutatesItself() {
      super(model -> new Changing());
    }

    private static class Changing extends Moments {
      @Override
      Moments fresh() {
        return new Changing();
      }

      @Override
      public SubjectModel learn(FeatureVector sample) {
        Moments next = (Moments) super.learn(sample);
        samples = next.samples;
        System.arraycopy(next.count, 0, count, 0, count.length);
        System.arraycopy(next.sum, 0, sum, 0, sum.length);
        System.arraycopy(next.squares, 0, squares, 0, squares.length);
        return this;
      }
    }
  }

  static class KeepsSample extends Of {
    KeepsSample() {
      super(model -> new Keeping());
    }

    private static class Keeping extends Moments {
      private FeatureVector last = new FeatureVector(SCHEMA);

      @Override
      Moments fresh() {
        return new Keeping();
      }

      @Override
      public SubjectModel learn(FeatureVector sample) {
        Keeping next = (Keeping) super.learn(sample);
        next.last = sample;
        return next;
      }

      @Override
      public void score(FeatureVector probe, ScoreBuffer out) {
        super.score(probe, out);
        out.addInteraction(last.isMissing(0) ? 1 : 0);
      }
    }
  }

  static class IsNotDeterministic extends Of {
    private static final AtomicInteger MADE = new AtomicInteger();

    IsNotDeterministic() {
      super(model -> new Numbered(0));
    }

    private static class Numbered extends Moments {
      private final int number;

      Numbered(int number) {
        this.number = number;
      }

      @Override
      Moments fresh() {
        return new Numbered(MADE.incrementAndGet());
      }

      @Override
      public void score(FeatureVector probe, ScoreBuffer out) {
        super.score(probe, out);
        out.addInteraction(1e-12 * number);
      }
    }
  }

  static class DoesNotBegin extends Of {
    DoesNotBegin() {
      super(model -> new NotBeginning());
    }

    private static class NotBeginning extends Moments {
      @Override
      Moments fresh() {
        return new NotBeginning();
      }

      @Override
      void begin(ScoreBuffer out) {
        if (out.size() == 0) {
          out.begin(SCHEMA.size());
        }
      }
    }
  }

  static class AnswersNaN extends Of {
    AnswersNaN() {
      super(model -> new NotLimiting());
    }

    private static class NotLimiting extends Moments {
      @Override
      Moments fresh() {
        return new NotLimiting();
      }

      @Override
      double limit(double value) {
        return value;
      }
    }
  }

  static class Allocates extends Of {
    Allocates() {
      super(model -> new Copying());
    }

    private static class Copying extends Moments {
      private volatile double[] copy = {};

      @Override
      Moments fresh() {
        return new Copying();
      }

      @Override
      public void score(FeatureVector probe, ScoreBuffer out) {
        copy = sum.clone();
        super.score(probe, out);
        out.addInteraction(copy.length > 9 ? 1 : 0);
      }
    }
  }

  static class PrefersImpostors extends Of {
    PrefersImpostors() {
      super(model -> new Turned());
    }

    private static class Turned extends Moments {
      @Override
      Moments fresh() {
        return new Turned();
      }

      @Override
      double contribution(int feature, double value) {
        return -super.contribution(feature, value);
      }
    }
  }

  static class AnchorsToImpostors extends Of {
    AnchorsToImpostors() {
      super(model -> new Anchored());
    }

    private static class Anchored extends Moments {
      @Override
      Moments fresh() {
        return new Anchored();
      }

      @Override
      public Optional<SubjectModel> anchor() {
        StateWriter saved = new StateWriter();
        save(saved);
        return Optional.of(
            new PrefersImpostors.Turned().read(new StateReader(saved.toByteArray())));
      }
    }
  }

  static class RoundsWhatItSaves extends Of {
    RoundsWhatItSaves() {
      super(model -> new Rounding());
    }

    private static class Rounding extends Moments {
      @Override
      Moments fresh() {
        return new Rounding();
      }

      @Override
      double saved(double value) {
        return (float) value;
      }
    }
  }

  static class LoadsAnything extends Correct {
    @Override
    protected Detector newDetector() {
      return new MomentsDetector(new Moments()) {
        @Override
        public SubjectModel load(FeatureSchema schema, StateReader in) {
          try {
            return super.load(schema, in);
          } catch (CorruptStateException e) {
            return empty(schema);
          }
        }
      };
    }
  }

  static class LearnsMissingAsZero extends Of {
    LearnsMissingAsZero() {
      super(model -> new Zero());
    }

    private static class Zero extends Moments {
      @Override
      Moments fresh() {
        return new Zero();
      }

      @Override
      public SubjectModel learn(FeatureVector sample) {
        FeatureVector filled = sample.copy();
        for (int i = 0; i < filled.size(); i++) {
          filled.set(i, filled.isMissing(i) ? 0.0 : filled.value(i));
        }
        return super.learn(filled);
      }
    }
  }

  static class ScoresMissingAsZero extends Of {
    ScoresMissingAsZero() {
      super(model -> new Zero());
    }

    private static class Zero extends Moments {
      @Override
      Moments fresh() {
        return new Zero();
      }

      @Override
      double present(FeatureVector probe, int feature) {
        return probe.isMissing(feature) ? 0.0 : probe.value(feature);
      }
    }
  }

  static class KeepsAllSamples extends Of {
    KeepsAllSamples() {
      super(model -> new Growing());
    }

    private static class Growing extends Moments {
      @Override
      Moments fresh() {
        return new Growing();
      }

      @Override
      public void save(StateWriter out) {
        super.save(out);
        out.putBytes(new byte[samples()]);
      }
    }
  }

  static class ShowsContents extends Of {
    ShowsContents() {
      super(model -> new Showing());
    }

    private static class Showing extends Moments {
      @Override
      Moments fresh() {
        return new Showing();
      }

      @Override
      public String toString() {
        return "Moments[mean " + sum[0] / count[0] + "]";
      }
    }
  }

  /** A correct detector: how many standard deviations a value is away from the mean. */
  static class MomentsDetector implements Detector {

    private final Moments kind;

    MomentsDetector(Moments kind) {
      this.kind = kind;
    }

    @Override
    public String name() {
      return "moments";
    }

    @Override
    public boolean supports(FeatureSchema schema) {
      return schema.size() == SCHEMA.size();
    }

    @Override
    public SubjectModel empty(FeatureSchema schema) {
      return kind.fresh();
    }

    @Override
    public SubjectModel load(FeatureSchema schema, StateReader in) {
      return kind.fresh().read(in);
    }
  }

  /** A correct model; its inner steps can be replaced by wrong ones. */
  static class Moments implements SubjectModel {

    int samples;
    final long[] count = new long[SCHEMA.size()];
    final double[] sum = new double[SCHEMA.size()];
    final double[] squares = new double[SCHEMA.size()];

    Moments fresh() {
      return new Moments();
    }

    double limit(double value) {
      return Math.max(-1e12, Math.min(1e12, value));
    }

    double saved(double value) {
      return value;
    }

    double present(FeatureVector probe, int feature) {
      return probe.value(feature);
    }

    void begin(ScoreBuffer out) {
      out.begin(SCHEMA.size());
    }

    double contribution(int feature, double value) {
      double mean = sum[feature] / count[feature];
      double variance = Math.max(1e-6, squares[feature] / count[feature] - mean * mean);
      return -Math.abs(value - mean) / Math.sqrt(variance);
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public SubjectModel learn(FeatureVector sample) {
      Moments next = fresh();
      for (int i = 0; i < count.length; i++) {
        double value = sample.isMissing(i) ? 0 : limit(sample.value(i));
        next.count[i] = count[i] + (sample.isMissing(i) ? 0 : 1);
        next.sum[i] = sum[i] + value;
        next.squares[i] = squares[i] + value * value;
      }
      next.samples = samples + 1;
      return next;
    }

    @Override
    public Optional<SubjectModel> anchor() {
      return Optional.of(this);
    }

    @Override
    public void score(FeatureVector probe, ScoreBuffer out) {
      begin(out);
      boolean any = false;
      for (int i = 0; i < count.length; i++) {
        double value = present(probe, i);
        if (!Double.isNaN(value) && count[i] > 1) {
          out.add(i, contribution(i, limit(value)));
          any = true;
        }
      }
      if (!any) {
        out.abstain(samples < 2 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      }
    }

    @Override
    public void save(StateWriter out) {
      out.putInt(1).putInt(samples);
      for (int i = 0; i < count.length; i++) {
        out.putLong(count[i]).putDouble(saved(sum[i])).putDouble(saved(squares[i]));
      }
    }

    Moments read(StateReader in) {
      in.getInt("format", 1, 1);
      samples = in.getInt("samples", 0, Integer.MAX_VALUE);
      for (int i = 0; i < count.length; i++) {
        count[i] = in.getLong();
        sum[i] = in.getDouble();
        squares[i] = in.getDouble();
      }
      return this;
    }
  }
}

package dev.demeanor.tck;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.tck.DetectorTckTest.Moments;
import dev.demeanor.tck.DetectorTckTest.MomentsDetector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The rules P-1 to P-4 find what breaks them. */
class PopulationTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(PopulationRules.class, "P", 4);
  }

  @Test
  void correctDetector_passes() {
    TckRun.assertPasses(Correct.class, 1);
  }

  @Test
  void populationThatCountsItsUse_breaksP1() {
    TckRun.assertFails(CountsItsUse.class, "P-1");
  }

  @Test
  void populationThatIsNotDeterministic_breaksP2() {
    TckRun.assertFails(IsNotDeterministic.class, "P-2");
  }

  @Test
  void populationThatRoundsWhatItSaves_breaksP3() {
    TckRun.assertFails(RoundsWhatItSaves.class, "P-3");
  }

  @Test
  void detectorThatStoresThePopulation_breaksP4() {
    TckRun.assertFails(StoresThePopulation.class, "P-4");
  }

  abstract static class Of extends DetectorTckTest.Of {
    Of() {
      super(model -> model);
    }

    People people(double scale) {
      return new People(scale);
    }

    @Override
    protected Detector newDetector() {
      return new Scaling(this, null);
    }
  }

  static class Correct extends Of {}

  static class CountsItsUse extends Of {
    @Override
    People people(double scale) {
      return new People(scale) {
        @Override
        double scale() {
          return scale++;
        }
      };
    }
  }

  static class IsNotDeterministic extends Of {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    People people(double scale) {
      return new People(scale + NUMBER.incrementAndGet());
    }
  }

  static class RoundsWhatItSaves extends Of {
    @Override
    People people(double scale) {
      return new People(scale) {
        @Override
        public void save(StateWriter out) {
          out.putInt(1).putDouble(Math.rint(this.scale));
        }
      };
    }
  }

  static class StoresThePopulation extends Of {
    @Override
    protected Detector newDetector() {
      return new Scaling(this, null) {
        @Override
        double saved(double value, People people) {
          return people == null ? value : value + 1e-9 * people.scale;
        }
      };
    }
  }

  /** How far people usually are from the mean of the first. */
  static class People implements PopulationModel {
    double scale;

    People(double scale) {
      this.scale = scale;
    }

    double scale() {
      return scale;
    }

    @Override
    public int subjects() {
      return 12;
    }

    @Override
    public void save(StateWriter out) {
      out.putInt(1).putDouble(scale);
    }
  }

  /** Multiplies all terms by what it learned of people. */
  static class Scaling extends MomentsDetector {

    private final Of kind;
    private final People people;

    Scaling(Of kind, People people) {
      super(new Moments());
      this.kind = kind;
      this.people = people;
    }

    double saved(double value, People ignored) {
      return value;
    }

    @Override
    public SubjectModel empty(FeatureSchema schema) {
      return new Scaled();
    }

    @Override
    public SubjectModel load(FeatureSchema schema, StateReader in) {
      return new Scaled().read(in);
    }

    @Override
    public Optional<PopulationModel> learnPopulation(List<BackgroundSubject> people, long seed) {
      FeatureVector first = people.get(0).windows().get(0);
      return Optional.of(kind.people(1 + first.value(0) / 100));
    }

    @Override
    public PopulationModel loadPopulation(StateReader in) {
      in.getInt("format", 1, 1);
      return kind.people(in.getDouble());
    }

    @Override
    public Detector withPopulation(PopulationModel population) {
      Scaling plain = this;
      return new Scaling(kind, (People) population) {
        @Override
        double saved(double value, People people) {
          return plain.saved(value, people);
        }
      };
    }

    private final class Scaled extends Moments {
      @Override
      Moments fresh() {
        return new Scaled();
      }

      @Override
      double saved(double value) {
        return Scaling.this.saved(value, people);
      }

      @Override
      double contribution(int feature, double value) {
        double scale = people == null ? 1 : people.scale();
        return scale * super.contribution(feature, value);
      }
    }
  }
}

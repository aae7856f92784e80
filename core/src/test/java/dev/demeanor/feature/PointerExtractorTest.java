package dev.demeanor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.tck.FeatureExtractorTck;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PointerExtractorTest extends FeatureExtractorTck {

  private final FeatureExtractor extractor = newProvider().create();

  @Override
  protected FeatureExtractorProvider newProvider() {
    return new PointerExtractorProvider();
  }

  @Override
  protected EventBuffer sample(RandomGenerator random) {
    return SimulatedBehavior.pointer(random, 12, 9);
  }

  private void point(int actions, double stepPixels) {
    EventBuffer events =
        SimulatedBehavior.pointer(new SplittableRandom(actions), actions, stepPixels);
    for (int i = 0; i < events.size(); i++) {
      extractor.accept(events, i);
    }
  }

  private FeatureVector window() {
    FeatureVector window = new FeatureVector(extractor.schema());
    extractor.writeTo(window);
    return window;
  }

  private static double counted(FeatureVector window, boolean session) {
    double[] counts = new double[PointerBins.FEATURES * PointerBins.BINS];
    PointerBins.read(window, session, counts);
    double actions = 0;
    for (int b = 0; b < PointerBins.BINS; b++) {
      actions += counts[PointerBins.KIND * PointerBins.BINS + b];
    }
    return actions;
  }

  @Test
  void writeTo_countsEachActionOnce() {
    point(12, 9);
    assertThat(extractor.units()).isPositive();
    assertThat(counted(window(), true)).isEqualTo(extractor.units());
    assertThat(window().tokenCount()).as("nothing came before").isEqualTo(PointerBins.TOKENS);
  }

  @Test
  void writeTo_afterAdvance_tellsOfTheSessionBeforeToo() {
    point(12, 9);
    int before = extractor.units();
    extractor.advance();
    point(6, 9);
    assertThat(counted(window(), false)).isEqualTo(extractor.units());
    assertThat(counted(window(), true)).isEqualTo(before + extractor.units());
  }

  @Test
  void advance_forgetsHalfOnceThereAreTooMany() {
    for (int i = 0; i < 100; i++) {
      point(16, 9);
      extractor.advance();
    }
    assertThat(counted(window(), true)).isBetween(50.0, 130.0);
  }

  @Test
  void writeTo_meansAreInTheUnitsOfTheFeatures() {
    point(60, 9);
    FeatureVector slow = window();
    extractor.reset();
    point(60, 40);
    int speed = 21;
    assertThat(extractor.schema().features().get(speed).name()).isEqualTo("speed.mean");
    assertThat(window().value(speed) - slow.value(speed))
        .as("logarithm of four times and a bit")
        .isBetween(0.8, 1.8);
  }

  @Test
  void accept_aWindowThatNeverEnds_countsNoMoreThanFits() {
    for (int i = 0; i < 40; i++) {
      point(12, 9);
    }
    assertThat(extractor.units()).isEqualTo(PointerBins.MOST);
    assertThat(counted(window(), true)).isEqualTo(PointerBins.MOST);
  }

  @Test
  void advance_afterWindowsOfMoreActionsThanCanBeCounted_ends() {
    for (int i = 0; i < 3; i++) {
      point(400, 9);
      assertThat(extractor.units()).isEqualTo(PointerBins.MOST);
      assertTimeoutPreemptively(Duration.ofMinutes(1), extractor::advance);
    }
    assertThat(counted(window(), true)).as("half of them").isBetween(120.0, 135.0);
  }
}

package dev.demeanor.examples.scroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ScrollRhythmExtractorTest {

  private final EventBuffer events = new EventBuffer(40);

  @Test
  void meanInterval_isInMilliseconds() {
    assertThat(down(0).down(100_000).down(400_000).features().value(0)).isEqualTo(200.0);
  }

  @Test
  void shareUp_countsScrollsOnly() {
    assertThat(up(0).move(1).move(2).down(3).down(4).up(5).features().value(1)).isEqualTo(0.5);
  }

  @Test
  void longestPause_isTheLongestInterval() {
    assertThat(down(0).down(700_000).down(750_000).features().value(2)).isEqualTo(700.0);
  }

  @Test
  void directionChanges_countsTurns() {
    assertThat(up(0).up(1).down(2).up(3).features().value(3)).isEqualTo(2.0);
  }

  @Test
  void directionChanges_isZeroWithoutTurns() {
    assertThat(down(0).down(1).features().value(3)).isZero();
  }

  @Test
  void oneScroll_hasADirectionAndNoInterval() {
    FeatureVector features = up(0).features();
    assertThat(features.value(1)).isEqualTo(1.0);
    assertThat(features.isMissing(0)).isTrue();
    assertThat(features.isMissing(2)).isTrue();
    assertThat(features.isMissing(3)).isTrue();
  }

  @Test
  void otherPointerEvents_leaveEverythingMissing() {
    assertThat(move(0).move(1).features().present()).isZero();
  }

  @Test
  void schema_isPinned() {
    assertThat(ScrollRhythmExtractor.SCHEMA.hash())
        .as("templates of old releases name this hash: a change needs a new schema version")
        .isEqualTo("ee2b9c52a7f983a2026e9c3651b0ac68e05a1384ac78a586a4a5f3de586a0cbe");
  }

  @Test
  void provider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(FeatureExtractorProvider.class))
        .hasAtLeastOneElementOfType(ScrollRhythmProvider.class);
  }

  @Test
  void provider_givesEachSessionItsSource() {
    ScrollRhythmProvider provider = new ScrollRhythmProvider();
    assertThat(provider.implicitSource()).contains(ScrollRhythmProvider.SOURCE);
    assertThat(provider.supports(ScrollRhythmProvider.SOURCE)).isTrue();
    assertThat(provider.supports(dev.demeanor.event.Source.pointer())).isFalse();
  }

  private ScrollRhythmExtractorTest up(long micros) {
    events.addPointer(PointerAction.SCROLL_UP, micros, 0, 0);
    return this;
  }

  private ScrollRhythmExtractorTest down(long micros) {
    events.addPointer(PointerAction.SCROLL_DOWN, micros, 0, 0);
    return this;
  }

  private ScrollRhythmExtractorTest move(long micros) {
    events.addPointer(PointerAction.MOVE, micros, 0, 0);
    return this;
  }

  private FeatureVector features() {
    ScrollRhythmExtractor extractor = new ScrollRhythmExtractor();
    for (int i = 0; i < events.size(); i++) {
      extractor.accept(events, i);
    }
    FeatureVector features = new FeatureVector(extractor.schema());
    extractor.writeTo(features);
    return features;
  }
}

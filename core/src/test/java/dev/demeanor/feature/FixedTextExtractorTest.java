package dev.demeanor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import org.junit.jupiter.api.Test;

class FixedTextExtractorTest {

  private final FixedTextExtractorProvider provider = new FixedTextExtractorProvider();
  private final FixedTextExtractor extractor = new FixedTextExtractor();
  private final EventBuffer events = new EventBuffer(300);

  private void key(int position, long timeMicros, long dwellMicros) {
    events.addFixedTextKey(0, position, timeMicros, dwellMicros);
    extractor.accept(events, events.size() - 1);
  }

  private void end(int keys) {
    events.addFixedTextEnd(0, keys, 9_000_000, EntryOutcome.COMPLETED);
    extractor.accept(events, events.size() - 1);
  }

  private double value(String feature) {
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    for (int i = 0; i < vector.size(); i++) {
      if (vector.schema().features().get(i).equals(new Feature(feature, "ms"))) {
        return vector.value(i);
      }
    }
    throw new AssertionError("no feature " + feature + " in ms");
  }

  private void typeThreeKeys() {
    // the second key goes down before the first comes up
    key(0, 1_000_000, 120_000);
    key(1, 1_090_500, 80_250);
    key(2, 1_400_000, 100_000);
    end(3);
  }

  @Test
  void writeTo_givesDwellInMilliseconds() {
    typeThreeKeys();
    assertThat(value("dwell.0")).isEqualTo(120.0);
    assertThat(value("dwell.1")).isEqualTo(80.25);
    assertThat(value("dwell.2")).isEqualTo(100.0);
  }

  @Test
  void writeTo_givesPressToPressInMilliseconds() {
    typeThreeKeys();
    assertThat(value("press-press.0")).isEqualTo(90.5);
    assertThat(value("press-press.1")).isEqualTo(309.5);
  }

  @Test
  void writeTo_givesNegativeFlightWhereKeysOverlap() {
    typeThreeKeys();
    assertThat(value("flight.0")).isEqualTo(90.5 - 120);
    assertThat(value("flight.1")).isEqualTo(309.5 - 80.25);
  }

  @Test
  void writeTo_leavesFeaturesOfLostKeyMissing() {
    key(0, 1_000_000, 120_000);
    key(2, 1_400_000, 100_000);
    end(3);
    assertThat(value("dwell.0")).isEqualTo(120.0);
    assertThat(value("dwell.1")).isNaN();
    assertThat(value("dwell.2")).isEqualTo(100.0);
    assertThat(value("press-press.0")).isNaN();
    assertThat(value("press-press.1")).isNaN();
    assertThat(value("flight.0")).isNaN();
    assertThat(value("flight.1")).isNaN();
  }

  @Test
  void schema_countsKeyLostAtTheEnd() {
    key(0, 1_000_000, 120_000);
    key(1, 1_400_000, 100_000);
    end(3);
    assertThat(FixedTextSchema.keysOf(extractor.schema())).isEqualTo(3);
    assertThat(value("dwell.2")).isNaN();
    assertThat(value("press-press.0")).isEqualTo(400.0);
    assertThat(value("press-press.1")).isNaN();
  }

  @Test
  void schema_ofEmptyWindow_isThatOfOneKey() {
    assertThat(FixedTextSchema.keysOf(extractor.schema())).isEqualTo(1);
    assertThat(value("dwell.0")).isNaN();
  }

  @Test
  void reset_forgetsLongerEntry() {
    typeThreeKeys();
    extractor.reset();
    key(0, 20_000_000, 50_000);
    end(3);
    assertThat(value("dwell.0")).isEqualTo(50.0);
    assertThat(value("dwell.1")).isNaN();
    assertThat(value("press-press.0")).isNaN();
  }

  @Test
  void loadState_refusesDwellOutOfRange() {
    for (long dwell : new long[] {-2, EventBuffer.MAX_DWELL_MICROS + 1}) {
      byte[] state =
          new StateWriter().putInt(1).putInt(1).putInt(1).putLong(5).putLong(dwell).toByteArray();
      assertThatThrownBy(() -> extractor.loadState(new StateReader(state)))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("dwell");
    }
  }

  @Test
  void loadState_ofLongEntry_grows() {
    for (int i = 0; i < 200; i++) {
      key(i, 1_000_000 + 150_000L * i, 90_000);
    }
    end(200);
    StateWriter out = new StateWriter();
    extractor.saveState(out);
    FixedTextExtractor loaded = new FixedTextExtractor();
    loaded.loadState(new StateReader(out.toByteArray()));
    FeatureVector expected = new FeatureVector(extractor.schema());
    extractor.writeTo(expected);
    FeatureVector actual = new FeatureVector(loaded.schema());
    loaded.writeTo(actual);
    assertThat(actual.schema()).isEqualTo(expected.schema());
    assertThat(actual.value(199)).isEqualTo(expected.value(199)).isEqualTo(90.0);
  }

  @Test
  void provider_takesTheTwoKindsOfFixedText() {
    assertThat(provider.name()).isEqualTo("fixed-text");
    assertThat(provider.modality()).isEqualTo(Modality.KEYSTROKE);
    assertThat(provider.kinds())
        .containsExactlyInAnyOrder(EventKind.FIXED_TEXT_KEY, EventKind.FIXED_TEXT_END);
    assertThat(provider.window()).isEqualTo(new WindowSpec.Entry());
    assertThat(provider.implicitSource()).isEmpty();
  }

  @Test
  void provider_supportsFieldsOnly() {
    assertThat(provider.supports(Source.fixedText("password", 3))).isTrue();
    assertThat(provider.supports(Source.freeText())).isFalse();
    assertThat(provider.supports(Source.pointer())).isFalse();
  }
}

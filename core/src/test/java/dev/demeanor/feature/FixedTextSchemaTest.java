package dev.demeanor.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedTextSchemaTest {

  @Test
  void ofKeys_namesDwellThenPressToPressThenFlight() {
    assertThat(FixedTextSchema.ofKeys(3).features())
        .containsExactly(
            new Feature("dwell.0", "ms"),
            new Feature("dwell.1", "ms"),
            new Feature("dwell.2", "ms"),
            new Feature("press-press.0", "ms"),
            new Feature("press-press.1", "ms"),
            new Feature("flight.0", "ms"),
            new Feature("flight.1", "ms"));
  }

  /** Templates out there are bound to this hash: it never changes. */
  @Test
  void ofKeys_hasTheHashOfStoredTemplates() {
    assertThat(FixedTextSchema.ofKeys(11).hash())
        .isEqualTo("7f84928e505743213c0d6e15d6fa60447b5ed255cebced00f04355de9a8cb201");
  }

  @Test
  void ofKeys_makesEachSchemaOnce() {
    assertThat(FixedTextSchema.ofKeys(7)).isSameAs(FixedTextSchema.ofKeys(7));
  }

  @Test
  void keysOf_isTheInverseOfOfKeys() {
    for (int keys = 1; keys <= 256; keys++) {
      assertThat(FixedTextSchema.keysOf(FixedTextSchema.ofKeys(keys))).isEqualTo(keys);
    }
  }

  @Test
  void keysOf_otherSchema_isZero() {
    List<Feature> four = FixedTextSchema.ofKeys(2).features();
    assertThat(FixedTextSchema.keysOf(new FeatureSchema("other/1", four))).isZero();
    assertThat(FixedTextSchema.keysOf(new FeatureSchema("fixed-text/1", four.subList(0, 3))))
        .isZero();
  }
}

package dev.demeanor.spi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {

  private static final Feature DWELL = new Feature("dwell.0", "ms");
  private static final Feature FLIGHT = new Feature("flight.0", "ms");

  @Test
  void hash_isPinned() {
    assertThat(new FeatureSchema("fixed-text/1", List.of(DWELL, FLIGHT)).hash())
        .as("printf 'fixed-text/1\\ndwell.0\\tms\\nflight.0\\tms\\n' | sha256sum")
        .isEqualTo("f0206ca46e4ab8f5e980546637a8b8588fb7be0816d9b0534e912125a75b2443");
  }

  @Test
  void hash_changesWithOrder() {
    assertThat(hash("s/1", DWELL, FLIGHT)).isNotEqualTo(hash("s/1", FLIGHT, DWELL));
  }

  @Test
  void hash_changesWithUnit() {
    assertThat(hash("s/1", DWELL)).isNotEqualTo(hash("s/1", new Feature("dwell.0", "us")));
  }

  @Test
  void hash_changesWithFeatureName() {
    assertThat(hash("s/1", DWELL)).isNotEqualTo(hash("s/1", new Feature("dwell.1", "ms")));
  }

  @Test
  void hash_changesWithSchemaName() {
    assertThat(hash("s/1", DWELL)).isNotEqualTo(hash("s/2", DWELL));
  }

  @Test
  void hash_changesWithAnotherFeature() {
    assertThat(hash("s/1", DWELL)).isNotEqualTo(hash("s/1", DWELL, FLIGHT));
  }

  @Test
  void equals_comparesNameFeaturesAndOrder() {
    FeatureSchema schema = new FeatureSchema("s/1", List.of(DWELL, FLIGHT));
    assertThat(schema)
        .isEqualTo(new FeatureSchema("s/1", List.of(DWELL, FLIGHT)))
        .hasSameHashCodeAs(new FeatureSchema("s/1", List.of(DWELL, FLIGHT)))
        .isNotEqualTo(new FeatureSchema("s/1", List.of(FLIGHT, DWELL)));
  }

  @Test
  void schema_refusesAFeatureTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema("s/1", List.of(DWELL, new Feature("dwell.0", "s"))))
        .withMessage("feature names must be distinct, \"dwell.0\" is there twice");
  }

  @Test
  void schema_refusesNoneAndTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema("s/1", List.of()))
        .withMessage("schema must have 1 to 4096 features, had 0");
    List<Feature> many = new ArrayList<>();
    for (int i = 0; i <= 4096; i++) {
      many.add(new Feature("f" + i, "1"));
    }
    assertThat(new FeatureSchema("s/1", many.subList(0, 4096)).size()).isEqualTo(4096);
    assertThatIllegalArgumentException().isThrownBy(() -> new FeatureSchema("s/1", many));
  }

  @Test
  void schema_copiesTheList() {
    List<Feature> features = new ArrayList<>(List.of(DWELL));
    FeatureSchema schema = new FeatureSchema("s/1", features);
    features.add(FLIGHT);
    assertThat(schema.features()).containsExactly(DWELL);
  }

  @Test
  void names_refuseTheSeparatorsOfTheHash() {
    for (String text : new String[] {"", " ", "a\tb", "a\nb"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Feature(text, "ms"));
      assertThatIllegalArgumentException().isThrownBy(() -> new Feature("a", text));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema("a\nb", List.of(DWELL)));
  }

  @Test
  void windowSpec_refusesEmptyBlock() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec.Block(0))
        .withMessage("events must be >= 1, was 0");
  }

  private static String hash(String name, Feature... features) {
    return new FeatureSchema(name, List.of(features)).hash();
  }
}

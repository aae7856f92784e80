package dev.demeanor.examples.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import java.util.HexFormat;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LinearBackendTest {

  private static final ModelDescriptor DESCRIPTOR = new ModelDescriptor("1", "hash", 2);

  /** Written by format 1; must load for ever. */
  private static final String GOLDEN =
      "444c494e" // magic
          + "00000001" // format
          + "00000004"
          + "68617368" // "hash"
          + "3fe0000000000000" // bias 0.5
          + "00000002" // inputs
          + "4000000000000000" // 2
          + "bff0000000000000"; // -1

  @Test
  void score_isBiasPlusWeightedSum() {
    assertThat(score(new LinearModel("hash", 0.5, 2.0, -1.0).toBytes(), 3f, 4f)).isEqualTo(2.5);
  }

  @Test
  void score_addsNothingForMissing() {
    byte[] model = new LinearModel("hash", 0.5, 2.0, -1.0).toBytes();
    assertThat(score(model, Float.NaN, 4f)).isEqualTo(-3.5);
  }

  @Test
  void load_readsGoldenFile() {
    assertThat(score(HexFormat.of().parseHex(GOLDEN), 3f, 4f)).isEqualTo(2.5);
  }

  @Test
  void toBytes_writesGoldenFile() {
    assertThat(HexFormat.of().formatHex(new LinearModel("hash", 0.5, 2.0, -1.0).toBytes()))
        .isEqualTo(GOLDEN);
  }

  @Test
  void load_refusesOtherSchema() {
    refused(new LinearModel("other", 0.0, 1.0, 1.0).toBytes(), "another feature schema");
  }

  @Test
  void load_refusesModelOverMaxBytes() {
    refused(new byte[65_537], "at most max-bytes = 65536 bytes, had 65537");
  }

  @Test
  void load_refusesUnknownFormat() {
    refused(HexFormat.of().parseHex(GOLDEN.replace("e00000001", "e00000002")), "format must be 1");
  }

  @Test
  void load_refusesNaN() {
    refused(
        HexFormat.of().parseHex(GOLDEN.replace("3fe0000000000000", "7ff8000000000000")),
        "bias must be finite, was NaN");
  }

  @Test
  void load_refusesBytesAfterTheEnd() {
    refused(HexFormat.of().parseHex(GOLDEN + "00"), "2 weights take 16 bytes, found 17");
  }

  @Test
  void model_refusesNoWeights() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearModel("hash", 0.0))
        .withMessageContaining("1 to 4096 weights, had 0");
  }

  @Test
  void provider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(ModelBackendProvider.class))
        .hasAtLeastOneElementOfType(LinearBackendProvider.class);
  }

  private static double score(byte[] model, float... row) {
    try (VectorScorer scorer =
        new LinearBackendProvider().open(ProviderOptions.none()).load(DESCRIPTOR, model)) {
      double[] scores = new double[1];
      scorer.score(row, 1, scores);
      return scores[0];
    }
  }

  private static void refused(byte[] model, String why) {
    assertThatThrownBy(
            () -> new LinearBackendProvider().open(ProviderOptions.none()).load(DESCRIPTOR, model))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(why);
  }
}

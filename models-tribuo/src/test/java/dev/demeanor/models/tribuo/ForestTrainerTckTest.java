package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelTrainerProvider;
import dev.demeanor.tck.ModelTrainerTck;
import java.util.List;
import java.util.Map;

class ForestTrainerTckTest extends ModelTrainerTck {

  @Override
  protected ModelTrainerProvider newProvider() {
    return new ForestTrainerProvider();
  }

  /** Small: what is checked does not depend on how many trees there are. */
  @Override
  protected ProviderOptions options() {
    return ProviderOptions.none().with("trees", "10").with("golden", "50");
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("trees", "4", "depth", "31", "share", "2", "search", "perhaps", "golden", "none");
  }

  @Override
  protected double[] score(byte[] onnx, List<float[]> rows) throws Exception {
    return RuntimeScores.of(onnx, rows);
  }
}

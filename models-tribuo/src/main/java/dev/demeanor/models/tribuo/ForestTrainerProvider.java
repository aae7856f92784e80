package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelTrainer;
import dev.demeanor.spi.model.ModelTrainerProvider;

/**
 * Makes the trainer {@code tribuo-forest}: a random forest that tells people's own windows from
 * those of others, grown by Tribuo, written as ONNX.
 *
 * <p>Options: {@code trees}, 5 to 1000, default 100; {@code depth}, 1 to 30, default 10; {@code
 * share} of the windows, 0.01 to 1, drawn for each tree, default 1; {@code search}, {@code true} to
 * choose 100 or 200 trees and depth 10 or 20 by what trees say of people they have not seen,
 * default {@code false}; {@code golden}, how many golden vectors, 1 to 1000, default 32.
 * Thread-safe.
 */
public final class ForestTrainerProvider implements ModelTrainerProvider {

  /** Makes the provider; touches nothing. */
  public ForestTrainerProvider() {}

  @Override
  public String name() {
    return ForestTrainer.NAME;
  }

  @Override
  public ModelTrainer create(ProviderOptions options) {
    String search = options.find("search").orElse("false");
    if (!(search.equals("true") || search.equals("false"))) {
      throw new IllegalArgumentException("search must be true or false, was \"" + search + "\"");
    }
    return new ForestTrainer(
        ForestSettings.of(options), search.equals("true"), options.getInt("golden", 32, 1, 1000));
  }
}

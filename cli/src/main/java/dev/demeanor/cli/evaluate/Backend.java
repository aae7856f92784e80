package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.cli.BadInput;
import dev.demeanor.retraining.RetrainedModel;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelTrainer;
import dev.demeanor.spi.model.ModelTrainerProvider;
import java.util.ServiceLoader;

/** What can be trained. */
public enum Backend {
  /** Populations of the built-in detectors. */
  STATISTICAL("statistical"),
  /** One-class support vector machines of each subject, for pointers. */
  OCSVM("tribuo-ocsvm"),
  /** A random forest against background people, for keystrokes. */
  FOREST("tribuo-forest");

  private final String text;

  Backend(String text) {
    this.text = text;
  }

  /** Returns the one of this name. */
  public static Backend of(String name) {
    for (Backend each : values()) {
      if (each.text.equals(name)) {
        return each;
      }
    }
    throw new BadInput(
        "--backend must be statistical, tribuo-ocsvm or tribuo-forest, was "
            + BadInput.quote(name));
  }

  /** Returns its name. */
  String text() {
    return text;
  }

  /** Begins a monitor whose detectors are those of the backend. */
  public BehaviorMonitorBuilder builder() {
    BehaviorMonitorBuilder builder = BehaviorMonitor.builder();
    return this == OCSVM
        ? builder.detector(Detectors.check(text), ProviderOptions.none())
        : builder;
  }

  /**
   * Returns what is trained from samples beside populations.
   *
   * @param loader name of the backend that will load a model
   */
  public RetrainedModel retrained(String loader) {
    return switch (this) {
      case STATISTICAL -> RetrainedModel.none();
      case OCSVM -> RetrainedModel.inTemplates(text);
      case FOREST -> RetrainedModel.ofKeystrokes(trainer(), loader);
    };
  }

  /** Returns what fits models for it. */
  ModelTrainer trainer() {
    return ServiceLoader.load(ModelTrainerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new BadInput("--backend " + text + " is not on the class path"))
        .create(ProviderOptions.none());
  }
}

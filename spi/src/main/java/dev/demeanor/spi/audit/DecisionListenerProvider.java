package dev.demeanor.spi.audit;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Makes a decision listener. Thread-safe. */
public interface DecisionListenerProvider extends Provider {

  /** Makes the listener. */
  DecisionListener create(ProviderOptions options);
}

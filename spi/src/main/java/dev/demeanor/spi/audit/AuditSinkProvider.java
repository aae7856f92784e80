package dev.demeanor.spi.audit;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Opens an audit sink. Thread-safe. */
public interface AuditSinkProvider extends Provider {

  /** Opens the sink; who opens it closes it. */
  AuditSink open(ProviderOptions options);
}

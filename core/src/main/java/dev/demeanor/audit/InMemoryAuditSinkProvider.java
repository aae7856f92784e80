package dev.demeanor.audit;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.AuditSinkProvider;

/** Opens a sink in memory; setting {@code capacity}, 10,000 records when left out. */
public final class InMemoryAuditSinkProvider implements AuditSinkProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public InMemoryAuditSinkProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public AuditSink open(ProviderOptions options) {
    return new InMemoryAuditSink(options.getInt("capacity", 10_000, 1, Integer.MAX_VALUE));
  }
}

package dev.demeanor.audit;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.AuditSinkProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Opens an append-only file of JSON Lines, chained; setting {@code file}, required. An {@link
 * AuditChain} among the host's objects says how they are chained; the setting {@code node} names
 * the node without one.
 */
public final class JsonLinesAuditSinkProvider implements AuditSinkProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JsonLinesAuditSinkProvider() {}

  @Override
  public String name() {
    return "json-lines";
  }

  @Override
  public AuditSink open(ProviderOptions options) {
    String file =
        options
            .find("file")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "json-lines needs the setting \"file\", was missing"));
    AuditChain chain =
        options
            .find(AuditChain.class)
            .orElseGet(() -> AuditChain.defaults().withNode(options.find("node").orElse("main")));
    return new ChainedAuditSink(
        JsonLinesAuditSink.open(path(file)),
        chain,
        options.find(Clock.class).orElseGet(Clock::systemUTC),
        true);
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("file must be a path, was \"" + file + "\"", e);
    }
  }
}

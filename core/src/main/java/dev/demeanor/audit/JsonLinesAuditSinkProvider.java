package dev.demeanor.audit;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.AuditSinkProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens an append-only file of JSON Lines; setting {@code file}, required. */
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
    return JsonLinesAuditSink.open(path(file));
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("file must be a path, was \"" + file + "\"", e);
    }
  }
}

package dev.demeanor.audit;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.tck.ProviderTck;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesAuditSinkProviderTest extends ProviderTck {
  @TempDir Path dir;

  @Override
  protected Provider newProvider() {
    return new JsonLinesAuditSinkProvider();
  }

  @Override
  protected ProviderOptions options() {
    return ProviderOptions.none().with("file", dir.resolve("audit.jsonl").toString());
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("file", "\0");
  }
}

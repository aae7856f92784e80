package dev.demeanor.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.audit.AuditJson;
import dev.demeanor.audit.ChainReport;
import dev.demeanor.audit.ChainVerifier;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.store.jdbc.JdbcChains;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a database keeps of the chain of one monitor.
 *
 * @param ids ids of the records
 * @param unbroken whether the chain is unbroken
 * @param report what the verifier says
 */
record KeptChain(Set<String> ids, boolean unbroken, ChainReport report) {

  private static final String NODE = "main";

  static KeptChain read(ProviderOptions options) throws IOException {
    try (JdbcChains chains = JdbcChains.open(options)) {
      Set<String> ids = new HashSet<>();
      ChainReport report =
          new ChainVerifier(null)
              .verify(
                  reader ->
                      chains.<IOException>read(
                          NODE,
                          (number, line) -> {
                            ids.add(AuditJson.read(new String(line, UTF_8)).id());
                            reader.line(NODE, number, line, true);
                          }));
      return new KeptChain(ids, report.isUnbroken(), report);
    }
  }
}

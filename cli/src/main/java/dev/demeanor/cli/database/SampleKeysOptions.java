package dev.demeanor.cli.database;

import dev.demeanor.spi.store.SampleStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What it takes to read samples that may be encrypted. */
public final class SampleKeysOptions {

  @Option(
      names = "--master-keys",
      paramLabel = "FILE",
      description =
          "Master keys when samples are encrypted: on each line a name, a blank, and 32 bytes in"
              + " Base64; the current one first.")
  private @Nullable Path masterKeys;

  @Option(
      names = "--data-keys",
      paramLabel = "JDBC-URL|FILE",
      description = "Where the data keys of subjects are, when not in the database of the samples.")
  private @Nullable String dataKeys;

  /** Made by picocli. */
  public SampleKeysOptions() {}

  /** Opens the samples of a database. */
  public SampleStore open(JdbcUrl url, String prefix) {
    return SampleDatabase.open(
        url,
        prefix,
        masterKeys == null ? null : MasterKeys.read(masterKeys),
        dataKeys == null ? null : JdbcUrl.of(dataKeys));
  }
}

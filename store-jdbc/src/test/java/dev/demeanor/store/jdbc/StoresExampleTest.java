package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.TemplateStore;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/stores.md} quotes. */
class StoresExampleTest {

  @TempDir Path folder;

  @Test
  void file_isAllThatTheEmbeddedDatabaseNeeds() {
    String file = folder.resolve("demeanor").toString();
    ProviderOptions options = ProviderOptions.none().with("file", file);
    TemplateStore templates = new JdbcTemplateStoreProvider().open(options);
    BlockStore blocks = new JdbcBlockStoreProvider().open(options);
    assertThat(templates.find(Simulated.KEY)).isEmpty();
    blocks.close();
    templates.close();
  }

  @Test
  void dataSource_ofTheHostIsUsedAsItIs() {
    DataSource dataSource = TestDatabase.POSTGRESQL.dataSource();
    String prefix = TestDatabase.newPrefix();
    JdbcSchema.of(dataSource, prefix).migrate(JdbcSchema.VERSION);
    ProviderOptions options =
        ProviderOptions.none()
            .with(DataSource.class, dataSource)
            .with("initialize-schema", "never")
            .with("table-prefix", prefix);
    TemplateStore templates = new JdbcTemplateStoreProvider().open(options);
    assertThat(templates.find(Simulated.KEY)).isEmpty();
    templates.close();
  }
}

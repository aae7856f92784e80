package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockStoreProvider;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default: a file, and nothing else to set. */
class EmbeddedH2Test {

  @TempDir Path folder;

  private ProviderOptions options() {
    return ProviderOptions.none().with("file", folder.resolve("demeanor").toString());
  }

  @Test
  void storesOfOneFile_shareItAndFindTheirDataAgain() {
    try (BlockStore blocks = new JdbcBlockStoreProvider().open(options());
        TemplateStore templates = new JdbcTemplateStoreProvider().open(options())) {
      blocks.save(Simulated.block("b"));
      templates.save(Simulated.template(1), 0);
    }
    try (TemplateStore templates = new JdbcTemplateStoreProvider().open(options())) {
      assertThat(templates.find(Simulated.KEY)).contains(Simulated.template(1).withVersion(1));
      try (BlockStore blocks = new JdbcBlockStoreProvider().open(options())) {
        assertThat(blocks.find("b")).isPresent();
      }
      assertThat(templates.find(Simulated.KEY)).isPresent(); // the other did not close it for us
    }
  }

  @Test
  void close_leavesOneFileAndNoLock() throws IOException {
    new JdbcBlockStoreProvider().open(options()).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactly("demeanor.mv.db");
    }
  }

  @Test
  void interruptOfACaller_leavesTheDatabaseOpen() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options())) {
      for (int i = 0; i < 20; i++) {
        Thread.currentThread().interrupt();
        try {
          store.save(Simulated.block("interrupted" + i));
        } catch (StoreException e) {
          assertThat(e).hasMessageContaining("save a block");
        } finally {
          Thread.interrupted();
        }
      }
      store.save(Simulated.block("b"));
      assertThat(store.find("b")).isPresent();
    }
  }

  @Test
  void file_mustBeAPathAndNothingMore() {
    for (String file : new String[] {"", "  ", "x;INIT=RUNSCRIPT FROM 'evil.sql'", "a\0b"}) {
      assertThatThrownBy(
              () -> new JdbcBlockStoreProvider().open(ProviderOptions.none().with("file", file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("file must be a path");
    }
  }

  @Test
  void withoutDataSourceOrFile_saysWhatIsMissing() {
    assertThatThrownBy(() -> new JdbcBlockStoreProvider().open(ProviderOptions.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("javax.sql.DataSource", "\"file\"");
  }

  @Test
  void dataSourceOfTheHost_onH2_writesCommitsAtOnce() {
    JdbcDataSource host = new JdbcDataSource();
    host.setURL("jdbc:h2:file:" + folder.resolve("host") + ";DB_CLOSE_DELAY=-1");
    host.setUser("sa");
    new JdbcBlockStoreProvider().open(ProviderOptions.none().with(DataSource.class, host)).close();
    assertThat(
            Sql.rows(
                host,
                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                    + " WHERE SETTING_NAME = 'WRITE_DELAY'"))
        .containsOnly("0|");
    Sql.execute(host, "SHUTDOWN");
  }

  @Test
  void providers_areFoundByName() {
    assertThat(ServiceLoader.load(BlockStoreProvider.class).stream().map(p -> p.get().name()))
        .containsExactly("jdbc");
  }
}

package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.jdbc.JdbcBlockStoreProvider;
import dev.demeanor.subject.SubjectId;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

class JdbcStoresTest {

  private final ApplicationContextRunner contexts =
      Contexts.plain().withPropertyValues("demeanor.secret=" + Contexts.SECRET);

  private static DataSource h2(String name) {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  @Test
  void dataSourceOfTheApplication_isUsed() {
    DataSource source = h2("starter");
    contexts
        .withBean(DataSource.class, () -> source)
        .withPropertyValues("demeanor.store.table-prefix=dm_")
        .run(
            context -> {
              context
                  .getBean(BehaviorMonitor.class)
                  .block(
                      BlockTarget.account(SubjectId.of("alice")),
                      Duration.ofHours(1),
                      "ops",
                      "a test");
              assertThat(
                      new JdbcTemplate(source)
                          .queryForObject("select count(*) from dm_block", Integer.class))
                  .isEqualTo(1);
              assertThat(context.getBean(StartSummary.class).text())
                  .contains("store jdbc (the application's DataSource)");
            });
  }

  @Test
  void file_keepsBlocksAcrossRestarts(@TempDir Path folder) {
    ApplicationContextRunner restarted =
        contexts.withPropertyValues("demeanor.store.file=" + folder.resolve("demeanor"));
    restarted.run(
        context ->
            context
                .getBean(BehaviorMonitor.class)
                .block(
                    BlockTarget.account(SubjectId.of("alice")),
                    Duration.ofHours(1),
                    "ops",
                    "a test"));
    restarted.run(
        context -> assertThat(context.getBean(BehaviorMonitor.class).blocks()).hasSize(1));
  }

  @Test
  void memory_isUsedWhenAskedFor() {
    contexts
        .withBean(DataSource.class, () -> h2("unused"))
        .withPropertyValues("demeanor.store.type=memory")
        .run(context -> assertThat(context).doesNotHaveBean(TemplateStore.class));
  }

  @Test
  void memory_isUsedWithoutTheModule() {
    contexts
        .withBean(DataSource.class, () -> h2("no-module"))
        .withClassLoader(Contexts.without("dev.demeanor.store.jdbc"))
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(TemplateStore.class);
              assertThat(context.getBean(StartSummary.class).text()).contains("store memory");
            });
  }

  @Test
  void storeOfTheApplication_wins() {
    BlockStore own =
        new JdbcBlockStoreProvider().open(ProviderOptions.none().with(DataSource.class, h2("own")));
    contexts
        .withBean(DataSource.class, () -> h2("not-for-blocks"))
        .withBean("ownBlocks", BlockStore.class, () -> own)
        .run(
            context ->
                assertThat(context.getBeanNamesForType(BlockStore.class))
                    .containsExactly("ownBlocks"));
  }

  @Test
  void keys_keepTheEarlierOnesReadable() {
    contexts
        .withBean(DataSource.class, () -> h2("keys"))
        .withPropertyValues(
            "demeanor.keys.current=autumn",
            "demeanor.keys.secrets.autumn=" + Contexts.SECRET + "1",
            "demeanor.keys.secrets.summer=" + Contexts.SECRET + "2")
        .run(
            context ->
                assertThat(context.getBean(KeyRing.class))
                    .hasToString("KeyRing[current autumn, 3 keys]"));
  }
}

package dev.demeanor.spring;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;

/** The database was asked for; or nothing was, and there is a DataSource or a file. */
final class OnJdbcStore extends AnyNestedCondition {

  private static final String TYPE = "demeanor.store.type";

  OnJdbcStore() {
    super(ConfigurationPhase.REGISTER_BEAN);
  }

  @ConditionalOnProperty(name = TYPE, havingValue = "jdbc")
  static final class Asked {}

  @ConditionalOnProperty(name = TYPE, havingValue = "auto", matchIfMissing = true)
  @ConditionalOnSingleCandidate(DataSource.class)
  static final class DataSourceThere {}

  @ConditionalOnProperty(name = TYPE, havingValue = "auto", matchIfMissing = true)
  @ConditionalOnProperty(name = "demeanor.store.file")
  static final class FileNamed {}
}

package dev.demeanor.cli.train;

import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.jdbc.JdbcTemplateStoreProvider;
import dev.demeanor.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/** Who may be trained from, as noted beside the templates. It takes no key to see the notes. */
final class Consents implements AutoCloseable {

  private static final String OPTION = "--templates";

  private final JdbcUrl url;
  private final TemplateStore templates;

  private Consents(JdbcUrl url, TemplateStore templates) {
    this.url = url;
    this.templates = templates;
  }

  /**
   * Opens them.
   *
   * @param own where templates are, or null: beside the samples
   */
  static Consents open(@Nullable JdbcUrl own, JdbcUrl samples, String prefix) {
    JdbcUrl url = own == null ? samples : own;
    try {
      return new Consents(url, new JdbcTemplateStoreProvider().open(url.options(prefix)));
    } catch (StoreException | IllegalArgumentException e) {
      throw url.unreadable(OPTION, e);
    }
  }

  /** Returns whether a subject has neither withdrawn consent nor waits for an erasure. */
  boolean allow(SubjectId subject) {
    try {
      return PrivacyNotes.allowLearning(templates, subject);
    } catch (StoreException e) {
      throw url.unreadable(OPTION, e);
    }
  }

  @Override
  public void close() {
    templates.close();
    url.close();
  }
}

package dev.demeanor.spi.store;

/** What became of {@link TemplateStore#save}. */
public sealed interface SaveResult {

  /**
   * The template is stored.
   *
   * @param version its new version
   */
  record Saved(long version) implements SaveResult {}

  /**
   * Somebody else saved first; nothing was changed.
   *
   * @param currentVersion the version that is stored, 0 when the template is gone
   */
  record Conflict(long currentVersion) implements SaveResult {}
}

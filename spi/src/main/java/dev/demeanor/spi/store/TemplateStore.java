package dev.demeanor.spi.store;

import dev.demeanor.subject.SubjectId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps templates. Rules:
 *
 * <ul>
 *   <li><b>TS-1</b> {@link #find} answers what was saved last under exactly this key, bit for bit;
 *       empty when there is none.
 *   <li><b>TS-2</b> {@link #save} stores only if the stored version equals {@code expectedVersion}
 *       (0: none may be there), and then counts it up by one; otherwise it changes nothing and
 *       answers a conflict. Of many writers with the same expectation exactly one succeeds.
 *   <li><b>TS-3</b> Tenants, sources, epochs and device classes never mix.
 *   <li><b>TS-4</b> {@link #erase} removes every template of the subject, in every source and on
 *       every device, and nothing else; erasing nothing answers 0.
 *   <li><b>TS-5</b> {@link #remove} removes one template and answers whether there was one.
 *   <li><b>TS-6</b> After {@link #close}, every call is a {@link StoreException}; closing twice is
 *       harmless.
 *   <li><b>TS-7</b> A failure is a {@link StoreException}; it never carries contents of a template.
 * </ul>
 *
 * Thread-safe. Calls may block; core bounds how long it waits.
 */
public interface TemplateStore extends AutoCloseable {

  /** Returns a template. */
  Optional<Template> find(TemplateKey key);

  /** Stores a template in place of the version the caller saw. */
  SaveResult save(Template template, long expectedVersion);

  /** Removes one template. */
  boolean remove(TemplateKey key);

  /** Returns the keys of a subject's templates, in no particular order. */
  List<TemplateKey> keys(SubjectId subject);

  /** Removes everything about a subject and returns how many templates that were. */
  int erase(SubjectId subject);

  @Override
  void close();
}

package dev.demeanor.spi.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one manifest of models, its log of activations, and the files of the versions. What they
 * say is for core to judge: a store hands back the bytes it was given. Rules:
 *
 * <ul>
 *   <li><b>MS-1</b> {@link #find} answers the manifest that was saved last, as a whole and to the
 *       letter, whatever happened to a writer meanwhile; empty before the first.
 *   <li><b>MS-2</b> {@link #save} replaces exactly the revision it was told, raises it by one, and
 *       of several writers at once one succeeds.
 *   <li><b>MS-3</b> A line of the log is kept if and only if the manifest it came with is; lines
 *       keep their order and never change.
 *   <li><b>MS-4</b> A file is kept if and only if the manifest it came with is. It is written once:
 *       the same bytes again are accepted, others refused with a {@link StoreException} and with
 *       everything they came with.
 *   <li><b>MS-5</b> {@link #get} never reads more bytes than it was allowed, nor anything that
 *       {@link #save} did not write.
 *   <li><b>MS-6</b> After {@link #close}, every call is a {@link StoreException}; closing twice is
 *       harmless.
 * </ul>
 *
 * Thread-safe, also between processes. Calls may block; nobody waits for them on the request path.
 */
public interface ModelStore extends AutoCloseable {

  /** What names of versions and files look like. */
  String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  /**
   * A manifest as it is stored.
   *
   * @param revision how often it was saved, from 1
   * @param text a JSON object whose field {@code revision} says the same number
   */
  record Stored(long revision, String text) {}

  /**
   * A file of a version.
   *
   * @param version must match {@link #NAME}
   * @param name must match {@link #NAME}
   * @param bytes may be many, so they are not copied: leave them alone
   */
  record VersionFile(String version, String name, byte[] bytes) {
    @Override
    public String toString() {
      return "VersionFile[" + version + "/" + name + ", " + bytes.length + " bytes]";
    }
  }

  /** Returns the revision of the manifest, 0 before the first; cheap enough to ask every second. */
  long revision();

  /** Returns the manifest. */
  Optional<Stored> find();

  /**
   * Replaces the manifest. All is kept together, or nothing.
   *
   * @param text a JSON object whose field {@code revision} is {@code replaced + 1}
   * @param activation a line for the log without its end, or null for none
   * @param files new files that it names
   * @param replaced the revision it replaces, 0 for the first
   * @return whether that revision was still there; otherwise nothing was changed
   */
  boolean save(String text, @Nullable String activation, List<VersionFile> files, long replaced);

  /** Returns the lines of the log, earliest first. */
  List<String> activations();

  /**
   * Returns a file of a version.
   *
   * @param atMost how many bytes are read at most
   * @throws StoreException if there is no such file, or it has more bytes than that
   */
  byte[] get(String version, String file, int atMost);

  @Override
  void close();
}

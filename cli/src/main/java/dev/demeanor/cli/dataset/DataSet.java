package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import java.nio.file.Path;

/** Loads the recordings of one kind of data set. Stateless and thread-safe. */
public interface DataSet {

  /** Returns the name by which {@code --dataset} chooses it. */
  String name();

  /**
   * Reads the recordings behind a path.
   *
   * @throws BadInput if they cannot be read or are not of this kind
   */
  Recordings load(Path path);

  /**
   * Returns whether everybody in it types the same text into fields of one name; only then can
   * people be each other's impostors there.
   */
  default boolean hasOneText() {
    return false;
  }
}

package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recordings are read. */
public final class RecordingsOptions {

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      description =
          "Data set: cmu, balabit, sea, freetext, events, or chimeric: people made of the first"
              + " three.")
  private String dataset = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description =
          "Its recordings: a file or a folder; .gz, .zip and .tar.xz are read as they are.")
  private Path data = Path.of("");

  /** Made by picocli. */
  public RecordingsOptions() {}

  /** Returns the data set. */
  public DataSet set() {
    return DataSets.get(dataset);
  }

  /** Returns where the recordings are. */
  public Path data() {
    return data;
  }

  /**
   * Refuses to write over what is read.
   *
   * @param option the option that names the output
   * @throws BadInput if both are one file
   */
  public void refuseToOverwrite(String option, @Nullable Path output) {
    try {
      if (output != null
          && Files.exists(output)
          && Files.exists(data)
          && Files.isSameFile(output, data)) {
        throw new BadInput(
            option + " must not be the file of --data, was " + output + "; name another file");
      }
    } catch (IOException e) {
      throw new BadInput(
          option + " " + output + " cannot be looked at; check the permissions of its folder", e);
    }
  }
}

package dev.demeanor.models.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that ran {@link ScoreOnce}.
 *
 * @param exitCode how it ended
 * @param output what it printed, errors included
 */
record Fork(int exitCode, String output) {

  /** Runs one in a folder of its own for temporary files. */
  static Fork run(Path folder, List<String> before, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ScoreOnce.class.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        return new Fork(-1, "still running after 5 minutes");
      }
    } finally {
      process.destroyForcibly();
    }
    return new Fork(process.exitValue(), Files.readString(output));
  }
}

package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordingsOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files the result is written to. */
final class OutputOptions {

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "Writes one CSV row for each attempt.")
  private @Nullable Path scores;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the result as a report with charts, one file that loads nothing.")
  private @Nullable Path html;

  /** Refuses files that would be written over each other or over what is read. */
  void check(RecordingsOptions recorded) {
    recorded.refuseToOverwrite("--scores", scores);
    recorded.refuseToOverwrite("--json", json);
    recorded.refuseToOverwrite("--html", html);
    refuseSame("--scores", scores, "--json", json);
    refuseSame("--scores", scores, "--html", html);
    refuseSame("--json", json, "--html", html);
  }

  private static void refuseSame(
      String option, @Nullable Path one, String otherOption, @Nullable Path other) {
    if (one != null && other != null && absolute(one).equals(absolute(other))) {
      throw new BadInput(
          option + " and " + otherOption + " must name two files, both were " + other);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  Opened open() {
    return new Opened(scores, json, html);
  }

  /** The files that were asked for, open. */
  static final class Opened implements AutoCloseable {

    private final @Nullable OutputFile scores;
    private final @Nullable OutputFile json;
    private final @Nullable OutputFile html;

    private Opened(@Nullable Path scores, @Nullable Path json, @Nullable Path html) {
      List<OutputFile> opened = new ArrayList<>();
      try {
        this.scores = open("--scores", scores, opened);
        this.json = open("--json", json, opened);
        this.html = open("--html", html, opened);
      } catch (BadInput e) {
        opened.forEach(OutputFile::close);
        throw e;
      }
    }

    private static @Nullable OutputFile open(
        String option, @Nullable Path path, List<OutputFile> opened) {
      if (path == null) {
        return null;
      }
      OutputFile file = OutputFile.open(option, path);
      opened.add(file);
      return file;
    }

    void write(Outcome outcome) {
      write(scores, writer -> ScoresFile.write(outcome, writer));
      write(json, writer -> ResultJson.write(outcome, writer));
      write(html, writer -> ReportFile.write(outcome, Clock.systemUTC(), writer));
    }

    private static void write(@Nullable OutputFile file, OutputFile.Content content) {
      if (file != null) {
        file.write(content);
      }
    }

    @Override
    public void close() {
      close(scores);
      close(json);
      close(html);
    }

    private static void close(@Nullable OutputFile file) {
      if (file != null) {
        file.close();
      }
    }
  }
}

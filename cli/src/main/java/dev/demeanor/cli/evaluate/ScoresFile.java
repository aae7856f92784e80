package dev.demeanor.cli.evaluate;

import dev.demeanor.evaluation.ScoredAttempt;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;

/**
 * One row for each attempt: {@code dataset,subject,label,score,order}; higher scores are more
 * genuine.
 */
final class ScoresFile {

  private ScoresFile() {}

  static void write(Outcome outcome, Writer writer) throws IOException {
    writer.write("dataset,subject,label,score,order\n");
    for (ScoredAttempt attempt : outcome.run().attempts()) {
      String row =
          CSVFormat.DEFAULT.format(
              outcome.recordings().dataset(),
              attempt.subject(),
              attempt.genuine() ? "genuine" : "impostor",
              // enough digits to get the same double back
              String.format(Locale.ROOT, "%.17g", attempt.score()),
              attempt.order());
      writer.write(row + "\n");
    }
  }
}

package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.Tool;
import dev.demeanor.cli.dataset.EventLogWriter;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application's own traffic from the log to the report, typed by nobody. */
class EventLogEvaluationTest {

  private static final int KEYS = 10;
  private static final int ENTRIES = 10;

  @TempDir Path folder;

  @Test
  void chronological_learnsUntilItComparesAndTestsTheRest() throws IOException {
    Path log = log();
    Path json = folder.resolve("r.json");
    Files.writeString(log, "not an event\n", java.nio.file.StandardOpenOption.APPEND);

    Tool tool = Tool.run("evaluate", "--dataset", "events", "--data", log, "--json", json);

    assertThat(tool.exitCode()).as(tool.err()).isZero();
    assertThat(tool.out()).containsPattern("irregular +1 line is not JSON");
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    // 25 sessions of 10 entries: 10 are enough to be compared, 15 are left
    assertThat(result.at("/genuine").asInt()).isEqualTo(2 * 15);
    assertThat(result.at("/impostor").asInt()).isEqualTo(2 * 3);
    assertThat(result.at("/perSubject/0/enrolled").asInt()).isEqualTo(100);
    assertThat(result.at("/abstentions").asInt()).isZero();
    assertThat(result.at("/pooled/eer/value").asDouble()).isLessThan(0.1);
    assertThat(result.at("/data/irregularities/line is not JSON").asInt()).isEqualTo(1);
  }

  @Test
  void takeOver_noticesTheOther() throws IOException {
    Path json = folder.resolve("r.json");

    Tool tool =
        Tool.run(
            "evaluate",
            "--dataset",
            "events",
            "--protocol",
            "take-over",
            "--data",
            log(),
            "--json",
            json);

    assertThat(tool.exitCode()).as(tool.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile()).at("/figures");
    assertThat(figures.at("/takeOverCaught").asDouble()).isEqualTo(1);
    assertThat(figures.at("/takeOverMedian").asDouble()).isBetween(1.0, 10.0 * ENTRIES);
  }

  private Path log() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    double[][] rhythms = {
      random.doubles(KEYS, 80, 400).toArray(), random.doubles(KEYS, 80, 400).toArray()
    };
    Path log = folder.resolve("log.jsonl");
    try (EventLogWriter writer = new EventLogWriter(Files.newBufferedWriter(log))) {
      for (int session = 0; session < 28; session++) {
        for (int subject = 0; subject < 2; subject++) {
          boolean genuine = session < 25;
          EventLogWriter.Session who =
              new EventLogWriter.Session(
                  "u" + subject,
                  "s" + session,
                  SessionSetup.field("password"),
                  Optional.of(genuine));
          write(writer, who, rhythms[genuine ? subject : 1 - subject], random);
        }
      }
    }
    return log;
  }

  private static void write(
      EventLogWriter writer, EventLogWriter.Session who, double[] rhythm, SplittableRandom random)
      throws IOException {
    long t = 0;
    for (int entry = 0; entry < ENTRIES; entry++) {
      for (int key = 0; key < KEYS; key++) {
        long dwell = (long) (1_000 * rhythm[KEYS - 1 - key] * random.nextDouble(0.4, 0.5));
        writer.write(who, new BehaviorEvent.FixedTextKey(0, key, t, dwell));
        t += (long) (1_000 * rhythm[key] * random.nextDouble(0.85, 1.15));
      }
      writer.write(
          who, new BehaviorEvent.FixedTextEnd(0, KEYS, t + 500_000, EntryOutcome.COMPLETED));
      t += 5_000_000;
    }
  }
}

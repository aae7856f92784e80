package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.SyntheticPeople;
import dev.demeanor.cli.Tool;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChimericProtocolTest {

  private static final int MOUSE = 300;
  private static final int BLOCK = 100;
  private static final int ENTRY = 12;

  @TempDir Path folder;

  @Test
  void trials_pairByIndexWhoeverHasImpostors() throws IOException {
    SyntheticPeople.write(folder, 3, 5);

    List<Trial> trials = trials(1);

    assertThat(trials)
        .as("the third of sea had no masquerader")
        .extracting(Trial::subject)
        .containsExactly("p1+User1+user1", "p2+User2+user2");
    assertThat(trials.get(0).enrolment()).hasSize(4 + 1 + 1);
    assertThat(trials.get(0).enrolmentUnits()).isGreaterThanOrEqualTo(4 * 5 + 50 + 1);
  }

  @Test
  void trials_useShorterListsAgain() throws IOException {
    SyntheticPeople.write(folder, 2, 5);

    List<Attempt> attempts = trials(1).get(0).attempts();

    assertThat(attempts.stream().filter(Attempt::genuine)).as("4 x 5 entries").hasSize(20);
    assertThat(attempts.stream().filter(attempt -> !attempt.genuine())).hasSize(5);
    assertThat(attempts)
        .allSatisfy(attempt -> assertThat(attempt.events()).isEqualTo(ENTRY + BLOCK + MOUSE));
    assertThat(attempts.get(0).units()).doesNotContainAnyElementsOf(attempts.get(20).units());
  }

  @Test
  void trials_areAlikeForTheSameSeed() throws IOException {
    SyntheticPeople.write(folder, 2, 5);
    Recordings recordings = recordings();

    List<Attempt> attempts = trials(recordings, 1).get(0).attempts();

    assertThat(trials(recordings, 1).get(0).attempts().equals(attempts)).isTrue();
    assertThat(LongStream.range(2, 20).mapToObj(seed -> trials(recordings, seed)))
        .as("another order of mouse sessions and blocks with another seed")
        .anyMatch(trials -> !trials.get(0).attempts().equals(attempts));
  }

  @Test
  void trials_leaveEachModalityOutInTurn() throws IOException {
    SyntheticPeople.write(folder, 2, 5);

    Trial trial = trials(1).get(0);

    assertThat(trial.partial().keySet())
        .containsExactly(
            "keystroke only",
            "navigation only",
            "pointer only",
            "without keystroke",
            "without navigation",
            "without pointer");
    assertThat(trial.partial().values()).allMatch(list -> list.size() == trial.attempts().size());
    assertThat(kinds(trial.attempts().get(0)))
        .containsExactly(
            EventKind.FIXED_TEXT_KEY, EventKind.FIXED_TEXT_END, EventKind.POINTER, EventKind.VISIT);
    assertThat(kinds(trial.partial().get("pointer only").get(0)))
        .containsExactly(EventKind.POINTER);
    assertThat(kinds(trial.partial().get("without keystroke").get(0)))
        .containsExactly(EventKind.POINTER, EventKind.VISIT);
  }

  @Test
  void evaluate_reportsFusedAndEveryPart() throws IOException {
    SyntheticPeople.write(folder, 2, 30); // 4 x 30 = 120 entries to enrol
    Path json = folder.resolve("result.json");
    Path scores = folder.resolve("scores.csv");

    Tool tool =
        Tool.run(
            "evaluate",
            "--dataset",
            "chimeric",
            "--data",
            folder,
            "--json",
            json,
            "--scores",
            scores);

    assertThat(tool.exitCode()).as(tool.err()).isZero();
    assertThat(tool.out())
        .contains("AUC fused", "EER fused", "AUC keystroke only", "EER without navigation");
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertThat(result.at("/abstentions").asInt()).isZero();
    assertThat(result.at("/figures/fused.auc").asDouble())
        .isEqualTo(result.at("/pooled/auc/value").asDouble())
        .isGreaterThan(0.99);
    assertThat(result.at("/figures/keystroke-only.auc").asDouble()).isGreaterThan(0.9);
    assertThat(result.at("/figures/navigation-only.auc").asDouble()).isGreaterThan(0.9);
    assertThat(Files.readAllLines(scores)).hasSize(1 + 2 * (4 * 30 + 5));
  }

  private List<Trial> trials(long seed) {
    return trials(recordings(), seed);
  }

  private static List<Trial> trials(Recordings recordings, long seed) {
    return Protocols.defaultFor("chimeric")
        .trials(recordings, new ProtocolOptions(OptionalInt.empty(), seed));
  }

  private Recordings recordings() {
    return DataSets.get("chimeric").load(folder);
  }

  private static Set<EventKind> kinds(Attempt attempt) {
    Set<EventKind> kinds = new TreeSet<>();
    for (EventBuffer unit : attempt.units()) {
      for (int i = 0; i < unit.size(); i++) {
        kinds.add(unit.kind(i));
      }
    }
    return kinds;
  }
}

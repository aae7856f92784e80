package dev.demeanor.cli.train;

import dev.demeanor.PopulationFile;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.RecordingsOptions;
import dev.demeanor.cli.evaluate.Background;
import dev.demeanor.cli.evaluate.OutputFile;
import dev.demeanor.population.Population;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns a population from recordings of background people and writes it to a file. */
@Command(
    name = "population",
    description =
        "Learns how people in general behave from recordings of background people, and writes it to"
            + " a file for a monitor or for evaluate --population. Only sessions that are known to"
            + " be their subject's own and are no tests are learned.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TrainPopulationCommand implements Callable<Integer> {

  @Mixin private RecordingsOptions recorded = new RecordingsOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the population is written.")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random; default 1.")
  private long seed = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public TrainPopulationCommand() {}

  @Override
  public Integer call() {
    DataSet set = recorded.set();
    recorded.refuseToOverwrite("--out", out);
    try (OutputFile file = OutputFile.open("--out", out)) {
      Recordings recordings = set.load(recorded.data());
      Clock clock = Clock.systemUTC();
      Population population = new Background(recordings, seed, clock.instant()).learn();
      file.write(writer -> writer.write(PopulationFile.format(population)));
      print(population, spec.commandLine().getOut());
    }
    return 0;
  }

  private void print(Population population, PrintWriter to) {
    line(to, "population", population.id());
    line(to, "people", String.valueOf(population.people()));
    population
        .detectors()
        .forEach((detector, people) -> line(to, "  " + detector, people + " people"));
    if (population.people() < Population.ENOUGH_PEOPLE) {
      line(
          to,
          "few people",
          "fewer than "
              + Population.ENOUGH_PEOPLE
              + " can make decisions worse than none; compare with evaluate --folds");
    }
    line(to, "written to", out.toString());
    to.flush();
  }

  private static void line(PrintWriter to, String name, String text) {
    to.printf(Locale.ROOT, "%-20s %s%n", name, text);
  }
}

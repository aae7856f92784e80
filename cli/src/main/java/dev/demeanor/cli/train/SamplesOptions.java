package dev.demeanor.cli.train;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Version;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.cli.database.SampleKeysOptions;
import dev.demeanor.cli.evaluate.Backend;
import dev.demeanor.cli.models.ModelsPlace;
import dev.demeanor.cli.models.Refused;
import dev.demeanor.model.GateException;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.retraining.Retraining;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.subject.Provenance;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training from the samples that monitors have kept in a database. */
final class SamplesOptions {

  /** Options that mean nothing without {@code --samples}. */
  static final List<String> NAMES =
      List.of(
          "--days",
          "--until",
          "--exclude",
          "--same-text",
          "--templates",
          "--master-keys",
          "--data-keys");

  @Option(
      names = "--samples",
      paramLabel = "JDBC-URL|FILE",
      description =
          "Trains from the samples of this database, or H2 file, in the place of recordings; the"
              + " version becomes the candidate.")
  private @Nullable String samples;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Window of days of the samples, 1 to 90 (default: ${DEFAULT-VALUE}).")
  private int days = 14;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "End of the window of days, as 2026-03-01T02:00:00Z; left out, now.")
  private @Nullable Instant until;

  @Option(
      names = "--exclude",
      paramLabel = "PROVENANCE",
      split = ",",
      defaultValue = "DEV",
      description =
          "Leaves out samples of this provenance: LIVE, CHALLENGE, IMPORTED, DEV (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Provenance> excluded = List.of(Provenance.DEV);

  @Option(
      names = "--same-text",
      description = "Everybody types the same text into fields of one name.")
  private boolean sameText;

  @Option(
      names = "--templates",
      paramLabel = "JDBC-URL|FILE",
      description =
          "Where templates are, when not in the database of the samples: beside them stands who"
              + " has withdrawn consent, and is not trained from.")
  private @Nullable String templates;

  @Mixin private SampleKeysOptions keys = new SampleKeysOptions();

  boolean areGiven() {
    return samples != null;
  }

  /** Trains, measures, adds and nominates. */
  RetrainingReport train(
      ModelsPlace place,
      String prefix,
      SigningKey key,
      Backend backend,
      String loader,
      int folds,
      long seed) {
    RetrainingPlan plan = plan(folds, seed);
    JdbcUrl url = JdbcUrl.of(samples == null ? "" : samples);
    try (url;
        SampleStore store = keys.open(url, prefix);
        Consents consents =
            Consents.open(templates == null ? null : JdbcUrl.of(templates), url, prefix)) {
      return new Retraining(
              store,
              place.repository(),
              backend.builder().modelGates(place.trusted()),
              () -> backend.builder().populationTraining(),
              backend.retrained(loader),
              key,
              plan,
              "demeanor " + Version.current())
          .onlyOf(consents::allow)
          .run(until == null ? Clock.systemUTC().instant() : until);
    } catch (GateException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    } catch (StoreException | CorruptStateException | IllegalStateException e) {
      throw new BadInput("--samples " + url.shown() + ": " + e.getMessage(), e);
    }
  }

  private RetrainingPlan plan(int folds, long seed) {
    Set<Provenance> left = EnumSet.noneOf(Provenance.class);
    left.addAll(excluded);
    try {
      return RetrainingPlan.defaults()
          .withDays(days)
          .withExcluded(left)
          .withSameText(sameText)
          .withFolds(folds)
          .withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--" + e.getMessage(), e);
    }
  }
}

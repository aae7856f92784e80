package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.cli.models.ModelsPlace;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.ModelGates;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code --models DIR[@VERSION]} or {@code --models JDBC-URL[@VERSION]}.
 *
 * @param where the directory or database
 * @param version an id, or active, candidate or previous
 * @param prefix what the names of the tables begin with
 * @param keys folder of the public keys that count; null for that of a directory
 */
record ModelsOption(String where, String version, String prefix, @Nullable Path keys) {

  /** In a URL an @ may be part of a password: what follows the last one must be a version. */
  private static final Pattern URL =
      Pattern.compile("(.*)@(active|candidate|previous|[a-z0-9-]+-[0-9a-f]{12})", Pattern.DOTALL);

  private static final String ACTIVE = "active";

  /** Reads the option. */
  static ModelsOption of(String option, String prefix, @Nullable Path keys) {
    if (JdbcUrl.isOne(option)) {
      Matcher named = URL.matcher(option);
      return named.matches()
          ? new ModelsOption(named.group(1), named.group(2), prefix, keys)
          : new ModelsOption(option, ACTIVE, prefix, keys);
    }
    int at = option.lastIndexOf('@');
    return at < 0
        ? new ModelsOption(option, ACTIVE, prefix, keys)
        : new ModelsOption(option.substring(0, at), option.substring(at + 1), prefix, keys);
  }

  /** Returns the models a monitor is to decide by; they stay open. */
  UsedModels used() {
    ModelsPlace place = place();
    return new UsedModels(place.repository().pinned(place.version(version).id()), place.trusted());
  }

  /** Returns who is known to be in them. */
  PopulationChoice choice() {
    try (ModelsPlace place = place()) {
      return choice(place, place.version(version));
    }
  }

  private static PopulationChoice choice(ModelsPlace place, ModelVersion found) {
    ModelGates gates = BehaviorMonitor.builder().modelGates(place.trusted());
    try {
      return new PopulationChoice.FromModels(
          place.shown(), found.id(), place.repository().population(found, gates));
    } catch (GateException e) {
      throw new BadInput("--models " + place.shown() + ": " + e.getMessage(), e);
    }
  }

  private ModelsPlace place() {
    return ModelsPlace.existing(where, prefix, "--model-keys", keys);
  }
}

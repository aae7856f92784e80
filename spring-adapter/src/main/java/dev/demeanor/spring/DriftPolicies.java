package dev.demeanor.spring;

import dev.demeanor.drift.DriftBounds;
import dev.demeanor.drift.DriftPolicy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Translates properties into how core looks for drift, whose rules and defaults hold. */
final class DriftPolicies {

  private static final String PREFIX = "demeanor.drift";

  private DriftPolicies() {}

  static DriftPolicy of(DriftProperties said) {
    if (!said.enabled()) {
      return DriftPolicy.off();
    }
    DriftPolicy usual = DriftPolicy.defaults();
    DriftBounds subject =
        checked(PREFIX + ".subject", () -> bounds(usual.subject(), said.subject()));
    DriftBounds population =
        checked(PREFIX + ".population", () -> bounds(usual.population(), said.population()));
    return checked(
        PREFIX,
        () ->
            new DriftPolicy(
                or(said.subjects(), usual.subjects()),
                or(said.falseDiscoveryRate(), usual.falseDiscoveryRate()),
                subject,
                population));
  }

  private static DriftBounds bounds(DriftBounds usual, DriftProperties.Bounds said) {
    return new DriftBounds(
        or(said.windows(), usual.windows()),
        or(said.reference(), usual.reference()),
        or(said.current(), usual.current()),
        or(said.least(), usual.least()),
        or(said.warning(), usual.warning()),
        or(said.drifted(), usual.drifted()));
  }

  private static <T> T or(@Nullable T said, T usual) {
    return said == null ? usual : said;
  }

  private static <T> T checked(String property, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          property,
          String.valueOf(e.getMessage()),
          "Correct the value under " + property + ", or leave it out.",
          e);
    }
  }
}

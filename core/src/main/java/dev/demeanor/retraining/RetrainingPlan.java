package dev.demeanor.retraining;

import dev.demeanor.subject.Provenance;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * From what a version is trained anew, and how it is measured. Immutable.
 *
 * @param days the window of days before now, 1 to {@value #MOST_DAYS}; default 14. What the sample
 *     store no longer keeps is not found
 * @param excluded samples of these provenances are left out; default {@link Provenance#DEV}
 * @param sameText whether everybody types the same text into fields of one name: only then can
 *     people stand in for each other's impostors there; default false
 * @param folds into how many parts the people are divided to be measured by versions trained from
 *     the others, or 0 for not at all; default 4
 * @param seed of everything random; default 42
 * @param every how often a monitor does it by itself, at least a second; empty, the default, when
 *     the host calls {@code BehaviorMonitor.retrain}
 */
public record RetrainingPlan(
    int days,
    Set<Provenance> excluded,
    boolean sameText,
    int folds,
    long seed,
    Optional<Duration> every) {

  /** The longest window of days. */
  public static final int MOST_DAYS = 90;

  private static final RetrainingPlan DEFAULTS =
      new RetrainingPlan(14, EnumSet.of(Provenance.DEV), false, 4, 42, Optional.empty());

  /** Checks the numbers. */
  public RetrainingPlan {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be 1 to " + MOST_DAYS + ", was " + days);
    }
    if (folds < 0 || folds == 1) {
      throw new IllegalArgumentException("folds must be 0, or 2 or more, was " + folds);
    }
    if (every.isPresent() && every.get().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("every must be at least PT1S, was " + every.get());
    }
    EnumSet<Provenance> copy = EnumSet.noneOf(Provenance.class);
    copy.addAll(excluded);
    excluded = Collections.unmodifiableSet(copy);
  }

  /** Returns the defaults. */
  public static RetrainingPlan defaults() {
    return DEFAULTS;
  }

  /** Returns the same with another window of days. */
  public RetrainingPlan withDays(int newDays) {
    return new RetrainingPlan(newDays, excluded, sameText, folds, seed, every);
  }

  /** Returns the same that leaves out other provenances. */
  public RetrainingPlan withExcluded(Set<Provenance> newExcluded) {
    return new RetrainingPlan(days, newExcluded, sameText, folds, seed, every);
  }

  /** Returns the same for people who all type the same text, or not. */
  public RetrainingPlan withSameText(boolean same) {
    return new RetrainingPlan(days, excluded, same, folds, seed, every);
  }

  /** Returns the same with another number of folds. */
  public RetrainingPlan withFolds(int newFolds) {
    return new RetrainingPlan(days, excluded, sameText, newFolds, seed, every);
  }

  /** Returns the same with another seed. */
  public RetrainingPlan withSeed(long newSeed) {
    return new RetrainingPlan(days, excluded, sameText, folds, newSeed, every);
  }

  /** Returns the same that a monitor carries out by itself. */
  public RetrainingPlan withEvery(Duration interval) {
    return new RetrainingPlan(days, excluded, sameText, folds, seed, Optional.of(interval));
  }
}

package dev.demeanor.retraining;

import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.sample.KeptSample;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The genuine windows of a range of days, by person, session and source, in the order of time. Not
 * thread-safe.
 */
final class KeptPeople {

  /** What is held in memory at once, some hundred megabytes at most. */
  static final int MOST_WINDOWS = 200_000;

  private static final int PAGE = 500;

  private final RetrainingPlan plan;
  private final Predicate<SubjectId> whose;
  private final Map<SubjectId, Boolean> chosen = new HashMap<>();
  private final MessageDigest digest = sha256();

  /** By person, then session, then source and device. */
  private final Map<String, Map<String, Map<TemplateKey, List<FeatureVector>>>> people =
      new TreeMap<>();

  private int windows;

  KeptPeople(RetrainingPlan plan, Predicate<SubjectId> whose) {
    this.plan = plan;
    this.whose = whose;
  }

  /** Reads what is kept of the days before now. */
  static KeptPeople read(
      SampleStore samples, RetrainingPlan plan, Predicate<SubjectId> whose, Instant now) {
    KeptPeople kept = new KeptPeople(plan, whose);
    Instant from = now.minus(Duration.ofDays(plan.days()));
    Sample.@Nullable Position after = null;
    List<Sample> page;
    do {
      page = samples.scan(from, now.plusMillis(1), after, PAGE);
      page.forEach(kept::add);
      after = page.isEmpty() ? null : page.get(page.size() - 1).position();
    } while (after != null);
    return kept;
  }

  private void add(Sample sample) {
    if (!KeptWindow.isIn(sample)
        || plan.excluded().contains(sample.provenance())
        || !(KeptSample.of(sample) instanceof KeptWindow window)
        || !window.genuine()
        || !chosen.computeIfAbsent(sample.key().subject(), whose::test)) {
      return;
    }
    if (++windows > MOST_WINDOWS) {
      throw new IllegalStateException(
          "more than "
              + MOST_WINDOWS
              + " windows were kept in "
              + plan.days()
              + " days, and they are trained from in memory; choose fewer days");
    }
    digest.update(sample.id().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    digest.update(sample.features());
    people
        .computeIfAbsent(name(sample.key().subject()), name -> new LinkedHashMap<>())
        .computeIfAbsent(session(window.decision()), session -> new LinkedHashMap<>())
        .computeIfAbsent(sample.key(), key -> new ArrayList<>())
        .add(window.features());
  }

  /** A decision's id is its session's key and a number. */
  private static String session(String decision) {
    int end = decision.lastIndexOf('-');
    return end < 0 ? decision : decision.substring(0, end);
  }

  /** No two subjects have one name, whatever stands in the names of tenants and accounts. */
  private static String name(SubjectId subject) {
    boolean plain =
        subject.tenant().equals(SubjectId.DEFAULT_TENANT) && subject.account().indexOf('/') < 0;
    return plain
        ? subject.account()
        : subject.tenant().replace("%", "%25").replace("/", "%2F") + "/" + subject.account();
  }

  /** Returns the people as a training takes them. */
  List<BackgroundPerson> asBackground(PopulationTraining training) {
    List<BackgroundPerson> background = new ArrayList<>();
    people.forEach(
        (name, sessions) -> {
          BackgroundPerson person = training.person(name);
          sessions
              .values()
              .forEach(
                  bySource ->
                      bySource.forEach(
                          (key, vectors) -> person.session(key.source(), key.device(), vectors)));
          background.add(person);
        });
    return background;
  }

  int windows() {
    return windows;
  }

  /** Returns a digest of what was read: the same samples have the same. */
  String sha256Hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of every Java platform can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

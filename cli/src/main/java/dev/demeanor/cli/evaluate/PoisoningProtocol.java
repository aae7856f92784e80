package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What it takes to teach a monitor somebody else's typing. Enrolled as in {@link
 * KillourhyMaxionProtocol}; the standard impostor attempts are scored and never learned. Four arms,
 * each on a monitor of its own:
 *
 * <ul>
 *   <li><b>no attack</b>: the subject's own entries in the order of time, learned as the monitor
 *       decides;
 *   <li>the main one: the same, and at random places among them the first ten repetitions of
 *       session 1 of everybody else, which the monitor may learn;
 *   <li><b>slow shift</b>: the subject's own entries, moved step by step towards an impostor's
 *       typing; at every tenth it is tried whether that impostor would be accepted. The impostors
 *       are drawn with the seed;
 *   <li><b>no shift</b>: the same tries among entries that are not moved. Templates change anyway,
 *       and some impostors are accepted later on whom nobody helped.
 * </ul>
 */
final class PoisoningProtocol implements Protocol {

  static final String NO_ATTACK = "no attack";
  static final String SLOW_SHIFT = "slow shift to ";
  static final String NO_SHIFT = "no shift to ";

  private static final int ATTACKS = 10;
  private static final int SHIFTS = 5;
  private static final int BETWEEN_PROBES = 10;
  private static final int PROBES = 5;

  private final KillourhyMaxionProtocol standard = new KillourhyMaxionProtocol();

  @Override
  public String name() {
    return "poisoning";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("cmu");
  }

  @Override
  public boolean hasPractisedImpostors() {
    return true;
  }

  @Override
  public boolean mustAdapt() {
    return true;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    List<Trial> trials = new ArrayList<>();
    for (Trial trial : standard.trials(recordings, options)) {
      long seed = 31 * options.seed() + trials.size();
      List<Attempt> own = trial.attempts().stream().filter(Attempt::genuine).toList();
      List<Attempt> probes =
          trial.attempts().stream()
              .filter(attempt -> !attempt.genuine())
              .map(attempt -> attempt.as(Attempt.Use.PROBE))
              .toList();
      List<Attempt> calm = Mixing.of(own, probes, seed);
      List<Attempt> attacks = attacks(trial, recordings.subjects());
      trials.add(trial.withAttempts(Mixing.of(calm, attacks, seed + 1)));
      trials.add(arm(trial, calm, NO_ATTACK));
      for (SubjectRecording other : drawn(trial, recordings.subjects(), seed)) {
        trials.add(arm(trial, shift(trial, own, other, 1), SLOW_SHIFT + other.subject()));
        trials.add(arm(trial, shift(trial, own, other, 0), NO_SHIFT + other.subject()));
      }
    }
    return trials;
  }

  private static Trial arm(Trial trial, List<Attempt> attempts, String name) {
    return new Trial(trial.subject(), trial.enrolment(), attempts, name);
  }

  private static List<Attempt> attacks(Trial trial, List<SubjectRecording> all) {
    List<Attempt> attacks = new ArrayList<>();
    for (SubjectRecording other : all) {
      if (!other.subject().equals(trial.subject())) {
        List<EventBuffer> entries = KillourhyMaxionProtocol.session(other, 1);
        entries
            .subList(0, Math.min(ATTACKS, entries.size()))
            .forEach(entry -> attacks.add(other(other, Attempt.Use.ATTACK, entry)));
      }
    }
    return attacks;
  }

  private static Attempt other(SubjectRecording who, Attempt.Use use, EventBuffer entry) {
    SessionSetup setup = who.sessions().get(0).setup();
    return new Attempt(false, use, setup, List.of(entry));
  }

  private static List<SubjectRecording> drawn(Trial trial, List<SubjectRecording> all, long seed) {
    List<SubjectRecording> others = new ArrayList<>(all);
    others.removeIf(other -> other.subject().equals(trial.subject()));
    Collections.shuffle(others, new Random(seed));
    return others.subList(0, Math.min(SHIFTS, others.size()));
  }

  /**
   * The subject's own entries, the first as it is, the last with this share of the impostor's
   * habits; among them tries of the impostor.
   */
  private static List<Attempt> shift(
      Trial trial, List<Attempt> own, SubjectRecording other, double most) {
    if (trial.enrolment().isEmpty() || own.isEmpty()) {
      return List.of();
    }
    RecordedSession newest = trial.enrolment().get(trial.enrolment().size() - 1);
    List<EventBuffer> target = other.sessions().get(other.sessions().size() - 1).units();
    Morph morph = Morph.between(newest.units(), target);
    List<EventBuffer> tried = target.subList(Math.max(0, target.size() - PROBES), target.size());
    List<Attempt> attempts = new ArrayList<>();
    for (int step = 0; step < own.size(); step++) {
      if (step % BETWEEN_PROBES == 0) {
        tried.forEach(entry -> attempts.add(other(other, Attempt.Use.PROBE, entry)));
      }
      double share = most * step / Math.max(1.0, own.size() - 1);
      EventBuffer moved = morph.move(own.get(step).units().get(0), share);
      attempts.add(new Attempt(false, Attempt.Use.ATTACK, own.get(step).setup(), List.of(moved)));
    }
    tried.forEach(entry -> attempts.add(other(other, Attempt.Use.PROBE, entry)));
    return attempts;
  }

  @Override
  public List<Figure> figures(Recordings recordings, EvaluationRun run) {
    return PoisoningFigures.of(run);
  }
}

package dev.demeanor.testkit;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Stream;

/** The decisions still to come; the last one is repeated for ever. Thread-safe. */
final class Script {

  /** What a decision is. */
  record Answer(Verdict verdict, int reasonBits) {

    /** A decision with the reasons that the thresholds give. */
    static Answer of(Verdict verdict) {
      return switch (verdict) {
        case ALLOW -> new Answer(verdict, 0);
        case CHALLENGE -> of(verdict, ReasonCode.TRUST_BELOW_ALLOW);
        case DENY -> of(verdict, ReasonCode.TRUST_BELOW_CHALLENGE);
      };
    }

    static Answer of(Verdict verdict, ReasonCode... reasons) {
      int bits = Arrays.stream(reasons).mapToInt(ReasonCode::bit).reduce(0, (a, b) -> a | b);
      return new Answer(verdict, bits);
    }

    /** Returns a trust that fits the verdict under the default thresholds. */
    double trust() {
      return switch (verdict) {
        case ALLOW -> 0.95;
        case CHALLENGE -> 0.65;
        case DENY -> 0.1;
      };
    }
  }

  private final Deque<Answer> answers = new ArrayDeque<>();

  Script() {
    answers.add(Answer.of(Verdict.ALLOW));
  }

  synchronized void replace(Stream<Answer> next) {
    answers.clear();
    next.forEach(answers::add);
  }

  synchronized Answer next() {
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }
}

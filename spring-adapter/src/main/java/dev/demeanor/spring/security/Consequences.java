package dev.demeanor.spring.security;

import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Verdict;
import dev.demeanor.message.MessageKey;
import dev.demeanor.servlet.DecisionHandler;
import dev.demeanor.servlet.Problem;
import dev.demeanor.servlet.ProblemWriter;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.ServletSessions;
import dev.demeanor.spring.RecentDecisions;
import dev.demeanor.spring.web.UnobservedPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** What decisions mean in Spring Security, wherever they were made. Thread-safe. */
final class Consequences implements DecisionHandler {

  private final ObjectProvider<ServletAdapter> adapter;
  private final UnobservedPaths unobserved;
  private final RecentDecisions recent;
  private final String factor;
  private final Clock clock;

  Consequences(
      ObjectProvider<ServletAdapter> adapter,
      UnobservedPaths unobserved,
      RecentDecisions recent,
      String factor,
      Clock clock) {
    this.adapter = adapter;
    this.unobserved = unobserved;
    this.recent = recent;
    this.factor = factor;
    this.clock = clock;
  }

  Optional<BehaviorSession> session(HttpServletRequest request) {
    return sessions().find(request);
  }

  boolean isUnobserved(HttpServletRequest request) {
    return unobserved.matches(request);
  }

  /** A CHALLENGE asks for the factor; what is not ALLOW keeps what stands behind it. */
  @Override
  public void handle(HttpServletRequest request, Decision decision) {
    if (decision.computedVerdict() != Verdict.ALLOW) {
      session(request).ifPresent(session -> recent.explain(decision.id(), session.explain()));
    }
    if (decision.consequence() == Consequence.CHALLENGE && !sessions().isKeyed(request)) {
      StepUp.require(request, new StepUp(factor, clock.instant()));
    }
  }

  /** Returns whether the factor was proved since; then the evidence against is forgiven. */
  boolean passed(HttpServletRequest request, StepUp asked, Authentication person) {
    if (!asked.isPassedBy(person) || !sessions().challengePassed(request)) {
      return false;
    }
    StepUp.clear(request);
    return true;
  }

  /** Returns how long ago a factor was asked for, at least a second. */
  Duration since(StepUp asked) {
    Duration passed = Duration.between(asked.since(), clock.instant());
    return passed.toSeconds() < 1 ? Duration.ofSeconds(1) : passed;
  }

  /** Ends the session, if that follows from a decision, and says so without a score. */
  boolean ended(HttpServletRequest request, HttpServletResponse response, Decision decision)
      throws IOException {
    sessions().carryOut(request, decision);
    if (!decision.consequence().endsSession()) {
      return false;
    }
    SecurityContextHolder.clearContext();
    ProblemWriter problems = adapter.getObject().problems();
    MessageKey told = MessageKey.of(decision).orElse(MessageKey.SESSION_ENDED);
    problems.write(
        request,
        response,
        Problem.of("denied", HttpServletResponse.SC_FORBIDDEN, "Session has ended")
            .denied()
            .withMessage(problems.message(request, told, Duration.ZERO)));
    return true;
  }

  ServletSessions sessions() {
    return adapter.getObject().sessions();
  }
}

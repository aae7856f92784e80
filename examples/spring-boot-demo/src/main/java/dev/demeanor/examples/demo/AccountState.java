package dev.demeanor.examples.demo;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Source;
import dev.demeanor.servlet.ServletSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the meter shows. An application would keep this to itself; a demo is there to show it. */
@RestController
class AccountState {

  private static final Source PHRASE = Source.fixedText("phrase", 0);

  private static final Pattern NUMBERED = Pattern.compile("([a-z-]+)\\.([0-9]{1,3})");

  private final BehaviorMonitor monitor;
  private final ServletSessions sessions;

  AccountState(BehaviorMonitor monitor, ServletSessions sessions) {
    this.monitor = monitor;
    this.sessions = sessions;
  }

  /**
   * The state of a session.
   *
   * @param trust probability that it is the subject
   * @param verdict what follows from it
   * @param sources what each source says, or how far it is known
   * @param reasons what speaks against the subject
   * @param learned entries of the phrase that were learned
   * @param enrolled whether the phrase is compared
   */
  record State(
      double trust,
      Verdict verdict,
      List<String> sources,
      List<String> reasons,
      int learned,
      boolean enrolled) {}

  @GetMapping("/account/state")
  State state(HttpServletRequest request) {
    BehaviorSession session =
        sessions
            .find(request)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
    Explanation explanation = session.explain();
    List<EnrolmentProgress> progress = monitor.enrolment(session.subject());
    return new State(
        explanation.trust(),
        explanation.thresholds().verdict(explanation.trust()),
        sources(explanation, progress),
        reasons(explanation),
        progress.stream()
            .filter(each -> each.source().equals(PHRASE))
            .mapToInt(EnrolmentProgress::samples)
            .findFirst()
            .orElse(0),
        progress.stream().anyMatch(each -> each.source().equals(PHRASE) && each.isComplete()));
  }

  private static List<String> sources(Explanation explanation, List<EnrolmentProgress> progress) {
    List<String> said = new ArrayList<>();
    for (Explanation.SourceTerms source : explanation.sources()) {
      if (source.evidence() instanceof Evidence.Present present) {
        said.add(
            String.format(Locale.ROOT, "%s: %+.2f nats", name(present.source()), present.value()));
      }
    }
    for (EnrolmentProgress each : progress) {
      if (!each.isComplete()) {
        said.add(name(each.source()) + ": learning, " + each.samples() + " of " + each.required());
      }
    }
    return said;
  }

  /** The features that speak against the subject most. */
  private static List<String> reasons(Explanation explanation) {
    return explanation.sources().stream()
        .flatMap(source -> source.terms().stream())
        .filter(term -> term.value() < -0.1)
        .sorted((one, other) -> Double.compare(one.value(), other.value()))
        .limit(4)
        .map(term -> String.format(Locale.ROOT, "%s (%.2f)", words(term.name()), term.value()))
        .toList();
  }

  /** Features of fixed text bear the number of the key, from 0. */
  private static String words(String feature) {
    Matcher numbered = NUMBERED.matcher(feature);
    if (!numbered.matches()) {
      return feature;
    }
    int key = Integer.parseInt(numbered.group(2)) + 1;
    return switch (numbered.group(1)) {
      case "dwell" -> "how long key " + key + " is held";
      case "press-press" -> "from key " + key + " to the next";
      default -> feature;
    };
  }

  private static String name(Source source) {
    return source.isFixedText()
        ? "phrase"
        : source.name().equals("free-text") ? "free typing" : source.name();
  }
}

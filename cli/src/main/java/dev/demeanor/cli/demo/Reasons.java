package dev.demeanor.cli.demo;

import dev.demeanor.BehaviorSession;
import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import java.util.Comparator;
import java.util.List;

/**
 * Shows the terms that speak loudest against the subject, and that all terms add up to the
 * evidence.
 */
final class Reasons {

  private static final int SHOWN = 6;
  private static final int BAR_WIDTH = 20;

  private final Screen screen;

  Reasons(Screen screen) {
    this.screen = screen;
  }

  void show(BehaviorSession session) {
    screen.section("WHY", "what the last entry said, in nats; below 0 is against alice");
    for (Explanation.SourceTerms source : session.explain().sources()) {
      if (source.evidence() instanceof Evidence.Present evidence) {
        show(evidence, source.terms());
      }
    }
    screen.pause(2000);
  }

  private void show(Evidence.Present evidence, List<Explanation.Term> terms) {
    Explanation.Term calibration = terms.get(terms.size() - 1);
    List<Explanation.Term> loudest =
        terms.subList(0, terms.size() - 1).stream()
            .sorted(Comparator.comparingDouble(Explanation.Term::value))
            .toList();
    double most = Math.abs(loudest.get(0).value());
    for (Explanation.Term term : loudest.subList(0, SHOWN)) {
      line(term.value(), term.name(), Words.term(term.name()), bar(term.value() / most));
    }
    List<Explanation.Term> others = loudest.subList(SHOWN, loudest.size());
    double rest = others.stream().mapToDouble(Explanation.Term::value).sum();
    line(rest, others.size() + " more", "", "");
    line(calibration.value(), calibration.name(), Words.term(calibration.name()), "");
    screen.line("%8s", screen.terminal().glyph("────────", "--------"));
    line(evidence.value(), "evidence", "by detector " + evidence.detector(), "");
  }

  private void line(double value, String name, String words, String bar) {
    screen.line("%+8.2f   %-14s %-31s %s", value, name, words, bar);
  }

  private String bar(double share) {
    int cells = (int) Math.max(1, Math.round(Math.abs(share) * BAR_WIDTH));
    return screen.styled(Style.BAD, screen.terminal().glyph("▬", "=").repeat(cells));
  }
}

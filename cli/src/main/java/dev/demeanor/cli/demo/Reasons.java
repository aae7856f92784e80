package dev.demeanor.cli.demo;

import dev.demeanor.BehaviorSession;
import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.event.Source;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows what each source said last, and of the one that spoke loudest against the subject the terms
 * behind it, which add up to its evidence.
 */
final class Reasons {

  private static final int SHOWN = 5;
  private static final int BAR_WIDTH = 20;
  private static final int NAME_WIDTH = 14;

  private final Screen screen;

  Reasons(Screen screen) {
    this.screen = screen;
  }

  /** One source's comparison. */
  private record Said(Evidence.Present evidence, List<Explanation.Term> terms) {}

  void show(BehaviorSession session, AuditRecord.Decided last) {
    screen.section("WHY", "what the last minute said, in nats; below 0 is against alice");
    Set<Source> sources =
        last.evidence().stream().map(Evidence::source).collect(Collectors.toSet());
    List<Said> said =
        session.explain().sources().stream()
            .filter(source -> source.evidence() instanceof Evidence.Present)
            .filter(source -> sources.contains(source.evidence().source()))
            .map(source -> new Said((Evidence.Present) source.evidence(), source.terms()))
            .sorted(Comparator.comparingDouble(one -> one.evidence().value()))
            .toList();
    if (said.isEmpty()) {
      return;
    }
    for (Said one : said) {
      screen.line(
          "%-14s  %+6.2f  by %s, %d terms",
          one.evidence().source().name(),
          one.evidence().value(),
          one.evidence().detector(),
          one.terms().size());
    }
    screen.blank();
    screen.line("Of which %s in terms:", said.get(0).evidence().source().name());
    terms(said.get(0));
    screen.pause(1800);
  }

  private void terms(Said said) {
    List<Explanation.Term> terms = said.terms();
    // the last two are of core: where the subject usually stands, and what was said before
    int ofDetector = terms.size() - 2;
    Explanation.Term calibration = terms.get(ofDetector);
    Explanation.Term dependence = terms.get(ofDetector + 1);
    List<Explanation.Term> loudest =
        terms.subList(0, ofDetector).stream()
            .sorted(Comparator.comparingDouble(Explanation.Term::value))
            .toList();
    double most = Math.abs(loudest.get(0).value());
    int shown = (int) loudest.stream().limit(SHOWN).filter(term -> term.value() < 0).count();
    for (Explanation.Term term : loudest.subList(0, shown)) {
      line(term.value(), shortened(term.name()), Words.term(term.name()), bar(term.value() / most));
    }
    List<Explanation.Term> others = loudest.subList(shown, loudest.size());
    if (!others.isEmpty()) {
      double rest = others.stream().mapToDouble(Explanation.Term::value).sum();
      line(rest, others.size() + " more", "", "");
    }
    line(calibration.value(), calibration.name(), Words.term(calibration.name()), "");
    if (dependence.value() != 0) {
      line(dependence.value(), dependence.name(), Words.term(dependence.name()), "");
    }
    screen.line("%8s", screen.terminal().glyph("────────", "--------"));
    line(said.evidence().value(), "evidence", "by detector " + said.evidence().detector(), "");
  }

  private static String shortened(String name) {
    int dot = name.indexOf('.');
    String first = dot > 0 && name.length() > NAME_WIDTH ? name.substring(0, dot) : name;
    return first.substring(0, Math.min(NAME_WIDTH, first.length()));
  }

  private void line(double value, String name, String words, String bar) {
    screen.line("%+8.2f   %-14s %-31s %s", value, name, words, bar);
  }

  private String bar(double share) {
    int cells = (int) Math.max(1, Math.min(BAR_WIDTH, Math.round(Math.abs(share) * BAR_WIDTH)));
    return screen.styled(Style.BAD, screen.terminal().glyph("▬", "=").repeat(cells));
  }
}

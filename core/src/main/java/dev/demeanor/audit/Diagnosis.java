package dev.demeanor.audit;

import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainReport.Rule;
import dev.demeanor.audit.ChainVerifier.Break;

/**
 * Finds out what happened where a chain breaks, by what else is there: whether the record that is
 * expected stands elsewhere, and which of two records the chain goes on from. Not thread-safe.
 */
final class Diagnosis {

  /** Stands for the node of a part whose first line does not say it. */
  static final String UNKNOWN = "?";

  private final Break at;

  /** Where the record that is expected stands, if it does; 0 if not. */
  private long expectedLine;

  private String expectedPart = "";

  /** Whether a record follows the one that was found. */
  private boolean goesOnFromFound;

  /** Whether a record follows the one before the break, or the one expected. */
  private boolean goesOnWithout;

  Diagnosis(Break at) {
    this.at = at;
  }

  void line(String part, long number, byte[] line, boolean ended) {
    ChainLink link = ended ? ChainLink.parse(line) : null;
    boolean isFound = part.equals(at.part()) && number == at.line();
    boolean ofNode = link != null && (link.node().equals(at.node()) || at.node().equals(UNKNOWN));
    if (link == null || !link.intact() || !ofNode || isFound) {
      return;
    }
    if (link.sequence() == at.expected() && link.previous().equals(at.head())) {
      expectedLine = number;
      expectedPart = part;
      goesOnWithout = true;
    }
    ChainLink found = at.link();
    if (found != null
        && link.sequence() == found.sequence() + 1
        && link.previous().equals(found.hash())) {
      goesOnFromFound = true;
    }
  }

  Finding finding() {
    ChainLink found = at.link();
    if (found == null || !found.intact()) {
      return goesOnWithout
          ? here(Rule.INSERTED, "a line that is no intact record stands before it")
          : here(
              Rule.CHANGED,
              found == null
                  ? "the line is not a chained record"
                  : "its hash does not fit its bytes");
    }
    if (!found.node().equals(at.node())) {
      return here(Rule.INSERTED, "a record of node " + found.node() + " stands in its place");
    }
    if (found.sequence() > at.expected()) {
      return later(found);
    }
    return found.sequence() < at.expected() ? earlier(found) : sameSequence();
  }

  private Finding later(ChainLink found) {
    if (expectedLine > 0) {
      return here(
          Rule.REORDERED,
          "record "
              + found.sequence()
              + " stands in its place; it stands in line "
              + expectedLine
              + (expectedPart.equals(at.part()) ? "" : " of " + expectedPart));
    }
    long last = found.sequence() - 1;
    return here(
        Rule.MISSING,
        last == at.expected()
            ? "record " + found.sequence() + " follows at once"
            : "records up to " + last + " are missing");
  }

  private Finding earlier(ChainLink found) {
    if (found.sequence() == at.expected() - 1 && goesOnFromFound && !goesOnWithout) {
      return before(found.sequence(), Rule.INSERTED, "the chain goes on from line " + at.line());
    }
    return new Finding(
        at.part(),
        at.line(),
        at.node(),
        found.sequence(),
        Rule.INSERTED,
        "the number has been used before; record " + at.expected() + " is expected here");
  }

  private Finding sameSequence() {
    if (goesOnWithout) {
      return here(Rule.INSERTED, "the record that belongs here stands in line " + expectedLine);
    }
    if (at.expected() == 1) {
      return here(Rule.REPLACED, "the first record names a record before it");
    }
    return goesOnFromFound
        ? before(at.expected() - 1, Rule.REPLACED, "the record after it follows another one")
        : here(Rule.REPLACED, "it does not follow the record before it");
  }

  private Finding here(Rule rule, String detail) {
    return new Finding(at.part(), at.line(), at.node(), at.expected(), rule, detail);
  }

  private Finding before(long sequence, Rule rule, String detail) {
    return new Finding(at.lastPart(), at.lastLine(), at.node(), sequence, rule, detail);
  }
}

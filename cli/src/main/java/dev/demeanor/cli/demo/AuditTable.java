package dev.demeanor.cli.demo;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.List;
import java.util.regex.Pattern;

/** Shows what the audit holds: consequences one by one, routine decisions as a number. */
final class AuditTable {

  private static final Pattern RANDOM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern HASH = Pattern.compile("(\\p{XDigit}{8})\\p{XDigit}{4,}");

  private static final int ROOM = Screen.WIDTH - 25;

  private final Screen screen;

  AuditTable(Screen screen) {
    this.screen = screen;
  }

  void show(List<AuditRecord> records) {
    screen.section("THE RECORD", "what the audit holds; subject and session only as hashes");
    long routine = records.stream().filter(record -> !record.mustBeDurable()).count();
    records.stream().filter(AuditRecord::mustBeDurable).forEach(this::show);
    screen.line("and %d routine ALLOW decisions", routine);
    screen.pause(800);
  }

  private void show(AuditRecord record) {
    if (record instanceof AuditRecord.Started started) {
      row(started, started.mode() + " by override \"" + started.actor() + "\"");
    } else if (record instanceof AuditRecord.Decided decided) {
      decided(decided);
    } else if (record instanceof AuditRecord.Blocked blocked) {
      row(blocked, blocked.block().origin() + ", " + blocked.block().reason());
    } else if (record instanceof AuditRecord.Unblocked unblocked) {
      row(unblocked, "by " + unblocked.actor() + ": " + unblocked.justification());
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      row(feedback, feedback.outcome());
    }
  }

  /** Reasons that do not fit on the line go on the next. */
  private void decided(AuditRecord.Decided record) {
    String line = record.decision().verdict() + " ";
    String id = shortened(record.id());
    String separator = "";
    for (ReasonCode reason : record.decision().reasons()) {
      if (line.length() + separator.length() + reason.name().length() + 1 > ROOM) {
        screen.line("%-22s %s", id, line + ",");
        id = "";
        line = "  ";
        separator = "";
      }
      line += separator + reason;
      separator = ", ";
    }
    screen.line("%-22s %s", id, line);
  }

  private void row(AuditRecord record, String what) {
    screen.line("%-22s %s", shortened(record.id()), what);
  }

  /**
   * Returns an id short enough for a column: of a hash its beginning, of a random number nothing.
   */
  static String shortened(String id) {
    return HASH.matcher(RANDOM.matcher(id).replaceAll("..")).replaceAll("$1..");
  }
}

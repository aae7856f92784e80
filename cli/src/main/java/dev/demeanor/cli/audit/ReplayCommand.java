package dev.demeanor.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.audit.AuditJson;
import dev.demeanor.cli.BadInput;
import dev.demeanor.decision.Verdict;
import dev.demeanor.replay.Replay;
import dev.demeanor.replay.ReplayReport;
import dev.demeanor.replay.WhatIf;
import dev.demeanor.replay.WhatIfReport;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes recorded decisions again. */
@Command(
    name = "replay",
    description =
        "Makes recorded decisions again from their evidence and the trust before them (level 1), and"
            + " ends with 1 unless all come out the same, bit for bit. With --policy: what would"
            + " another policy have decided?",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {

  private static final int SHOWN = 20;

  @Option(
      names = "--audit",
      required = true,
      paramLabel = "PATH",
      description = "File of the json-lines sink, or a folder of such files, .gz or not.")
  private Path audit = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Another policy as JSON, see docs/audit.md; what it leaves out stays as it was.")
  private @Nullable Path policy;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (policy != null) {
      whatIf(policy, out);
      return 0;
    }
    Replay replay = new Replay();
    read(replay::accept);
    ReplayReport report = replay.report();
    refuseNone(report.decisions());
    out.printf(
        Locale.ROOT,
        "level 1: %,d decisions, %,d equal bit for bit (%.2f %%), %,d different%n",
        report.decisions(),
        report.equal(),
        100.0 * report.equal() / report.decisions(),
        report.different());
    if (report.unknownPolicy() > 0) {
      out.printf(
          "%,d decisions by a policy that the audit does not hold%n", report.unknownPolicy());
    }
    report.differences().forEach(each -> out.println(each.id() + ": " + each.what()));
    return report.isEqual() ? 0 : 1;
  }

  private void whatIf(Path file, PrintWriter out) throws IOException {
    WhatIf whatIf = policy(file);
    read(whatIf::accept);
    WhatIfReport report = whatIf.report();
    refuseNone(report.decisions());
    out.printf(
        "%,d decisions; rows: the verdict then, columns: under %s%n", report.decisions(), file);
    out.printf("%-10s %12s %12s %12s%n", "", Verdict.ALLOW, Verdict.CHALLENGE, Verdict.DENY);
    for (Verdict then : Verdict.values()) {
      out.printf(
          "%-10s %,12d %,12d %,12d%n",
          then,
          report.count(then, Verdict.ALLOW),
          report.count(then, Verdict.CHALLENGE),
          report.count(then, Verdict.DENY));
    }
    out.printf(
        "sessions with a DENY, which blocks: %,d then, %,d now%n",
        report.sessionsBlockedThen(), report.sessionsBlockedNow());
    if (report.resumed() > 0) {
      out.printf(
          "%,d times trust went on from the record: decisions are missing%n", report.resumed());
    }
    if (report.unknownPolicy() > 0) {
      out.printf(
          "%,d decisions left out: the audit does not hold their policy%n", report.unknownPolicy());
    }
    subjects(report, out);
  }

  private static void subjects(WhatIfReport report, PrintWriter out) {
    out.printf("%,d subjects with another verdict%n", report.subjects().size());
    if (!report.subjects().isEmpty()) {
      out.printf("%-34s %16s %16s%n", "subject", "CHALLENGE", "DENY");
    }
    for (WhatIfReport.Subject subject :
        report.subjects().subList(0, Math.min(SHOWN, report.subjects().size()))) {
      out.printf(
          "%-34s %,7d > %,6d %,7d > %,6d%n",
          subject.key(),
          subject.challengedThen(),
          subject.challengedNow(),
          subject.deniedThen(),
          subject.deniedNow());
    }
    if (report.subjects().size() > SHOWN) {
      out.printf("and %,d more%n", report.subjects().size() - SHOWN);
    }
  }

  private static WhatIf policy(Path file) {
    try {
      return new WhatIf(Files.readString(file));
    } catch (IOException e) {
      throw new BadInput("--policy " + file + " cannot be read; check the path", e);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--policy " + file + ": " + e.getMessage() + "; see docs/audit.md", e);
    }
  }

  private void refuseNone(long decisions) {
    if (decisions == 0) {
      throw new BadInput("--audit " + audit + " holds no decision; was the right file named?");
    }
  }

  private void read(Consumer<AuditRecord> reader) throws IOException {
    AuditFiles.of(audit)
        .read(
            (part, number, line, ended) -> {
              if (ended) { // a line that a crash has torn was never acknowledged
                accept(reader, part, number, line);
              }
            });
  }

  private static void accept(Consumer<AuditRecord> reader, String part, long number, byte[] line) {
    try {
      reader.accept(AuditJson.read(new String(line, UTF_8)));
    } catch (CorruptStateException e) {
      throw new BadInput(
          part + " line " + number + ": " + e.getMessage() + "; demeanor verify says more", e);
    }
  }
}

package dev.demeanor.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.PopulationFile;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.cli.database.SampleKeysOptions;
import dev.demeanor.decision.Verdict;
import dev.demeanor.population.Population;
import dev.demeanor.replay.EvidenceReplay;
import dev.demeanor.replay.EvidenceReport;
import dev.demeanor.replay.Replay;
import dev.demeanor.replay.ReplayReport;
import dev.demeanor.replay.WhatIf;
import dev.demeanor.replay.WhatIfReport;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes recorded decisions again. */
@Command(
    name = "replay",
    description =
        "Makes recorded decisions again from their evidence and the trust before them (level 1), with"
            + " --samples their evidence, too (level 2), and ends with 1 unless all come out the"
            + " same, bit for bit. With --policy: what would another policy have decided?",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {

  private static final int SHOWN = 20;

  @Mixin private AuditOptions audit = new AuditOptions();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Another policy as JSON, see docs/audit.md; what it leaves out stays as it was.")
  private @Nullable Path policy;

  @Option(
      names = "--samples",
      paramLabel = "JDBC-URL|FILE",
      description =
          "Level 2, too: evidence is computed again from the samples of this database, or H2 file,"
              + " with the templates of that time.")
  private @Nullable String samples;

  @Mixin private SampleKeysOptions keys = new SampleKeysOptions();

  @Option(
      names = "--population",
      paramLabel = "FILE",
      description = "The population with which was decided, when there was one.")
  private @Nullable Path population;

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
    if (samples != null) {
      return evidence(samples, out);
    }
    Replay replay = new Replay();
    read(replay::accept);
    return show(replay.report(), out) ? 0 : 1;
  }

  private int evidence(String where, PrintWriter out) throws IOException {
    JdbcUrl url = JdbcUrl.of(where);
    BehaviorMonitorBuilder builder = BehaviorMonitor.builder();
    if (population != null) {
      builder.population(population(population));
    }
    try (url;
        SampleStore store = keys.open(url, audit.prefix())) {
      EvidenceReplay replay = builder.evidenceReplay(store);
      try {
        read(replay::accept);
        boolean alike = show(replay.levelOne(), out);
        return show(replay.report(), out) && alike ? 0 : 1;
      } catch (StoreException | CorruptStateException e) {
        throw new BadInput(
            "--samples "
                + url.shown()
                + " cannot be read: "
                + e.getMessage()
                + "; are they encrypted, and --master-keys the keys of that time?",
            e);
      }
    }
  }

  private static Population population(Path file) {
    try {
      return PopulationFile.read(file);
    } catch (IOException | CorruptStateException e) {
      throw new BadInput("--population " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean show(EvidenceReport report, PrintWriter out) {
    long again = report.equal() + report.different();
    out.printf(
        Locale.ROOT,
        "level 2: %,d decisions with %,d windows, %,d equal bit for bit (%.2f %% of those that can be"
            + " made again), %,d different, %,d ERASED, %,d not kept%n",
        report.decisions(),
        report.windows(),
        report.equal(),
        again == 0 ? 0 : 100.0 * report.equal() / again,
        report.different(),
        report.erased(),
        report.notKept());
    report.notes().forEach(out::println);
    report.differences().forEach(each -> out.println(each.id() + ": " + each.what()));
    return report.different() == 0;
  }

  private boolean show(ReplayReport report, PrintWriter out) {
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
    if (report.merged() > 0) {
      out.printf("%,d more were merged with others and cannot be made again%n", report.merged());
    }
    report.differences().forEach(each -> out.println(each.id() + ": " + each.what()));
    return report.isEqual();
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
      throw new BadInput(
          "--audit " + audit.shown() + " holds no decision; was the right one named?");
    }
  }

  private void read(Consumer<AuditRecord> reader) throws IOException {
    try (AuditSource source = audit.open()) {
      source.read(
          (part, number, line, ended) -> {
            if (ended) { // a line that a crash has torn was never acknowledged
              accept(reader, part, number, line);
            }
          });
    }
  }

  private static void accept(Consumer<AuditRecord> reader, String part, long number, byte[] line) {
    AuditRecord record;
    try {
      record = AuditJson.read(new String(line, UTF_8));
    } catch (CorruptStateException e) {
      throw new BadInput(
          part + " line " + number + ": " + e.getMessage() + "; demeanor verify says more", e);
    }
    reader.accept(record);
  }
}

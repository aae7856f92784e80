package dev.demeanor.cli.audit;

import dev.demeanor.audit.ChainReport;
import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainVerifier;
import dev.demeanor.cli.BadInput;
import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a recorded audit is as it was written. */
@Command(
    name = "verify",
    description =
        "Says whether the chain of a recorded audit is unbroken; names the first record that is not"
            + " as it was written, and then ends with 1.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {

  @Mixin private AuditOptions audit = new AuditOptions();

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description =
          "Ed25519 public key (PEM) of the node: anchors must be signed with it. Left out,"
              + " signatures are not checked.")
  private @Nullable Path publicKey;

  @Option(
      names = "--anchors",
      paramLabel = "FILE",
      description =
          "Anchors that were kept elsewhere, one a line; those beside the audit (.anchors) are"
              + " always read.")
  private List<Path> anchors = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    try (AuditSource source = audit.open()) {
      return verify(source, spec.commandLine().getOut());
    }
  }

  private int verify(AuditSource source, PrintWriter out) throws IOException {
    ChainVerifier verifier =
        new ChainVerifier(publicKey == null ? null : PublicKeyFile.read(publicKey));
    List<Path> kept = new ArrayList<>(source.anchors());
    kept.addAll(anchors);
    String bad = expect(verifier, kept);
    if (bad != null) {
      out.println("BROKEN: " + bad);
      return 1;
    }
    ChainReport report = verifier.verify(source);
    show(report, kept.size(), out);
    Finding finding = report.finding();
    if (finding == null && report.chains().isEmpty()) {
      throw new BadInput(
          "--audit " + source.shown() + " holds no chained record; was the right one named?");
    }
    if (finding == null) {
      finding = source.misfit();
    }
    if (finding != null) {
      out.println("BROKEN: " + describe(finding));
      return 1;
    }
    out.println("UNBROKEN");
    return 0;
  }

  /** Hands over what was kept; returns what is wrong with it, or null. */
  private static @Nullable String expect(ChainVerifier verifier, List<Path> kept) {
    List<String> bad = new ArrayList<>();
    for (Path file : kept) {
      if (!Files.isReadable(file)) {
        throw new BadInput("--anchors " + file + " cannot be read; check the path");
      }
      AuditFiles.lines(
          file,
          (part, number, line, ended) -> {
            try {
              if (ended) { // a line that a crash has torn was never whole
                verifier.expect(line);
              }
            } catch (CorruptStateException e) {
              bad.add(part + " line " + number + " " + e.getMessage());
            }
          });
    }
    return bad.isEmpty() ? null : bad.get(0);
  }

  private void show(ChainReport report, int anchorFiles, PrintWriter out) {
    for (ChainReport.Chain chain : report.chains()) {
      out.printf(
          "node %s: %,d records follow each other, last hash %s%n",
          chain.node(), chain.records(), chain.head());
      out.printf(
          "  %,d anchors, %s%n",
          chain.anchors(),
          publicKey == null
              ? "signatures not checked: no --public-key"
              : "signed up to record "
                  + chain.signedUpTo()
                  + " of "
                  + chain.records()
                  + "; only what a signed anchor covers cannot have been written anew");
    }
    if (anchorFiles == 0) {
      out.println("  no anchors kept apart: records missing at the end would not be noticed");
    }
    if (report.tornBytes() > 0) {
      out.printf(
          "  the last line is torn after %,d bytes: a crash; it was never acknowledged%n",
          report.tornBytes());
    }
  }

  private static String describe(Finding finding) {
    String where = finding.line() == 0 ? "" : finding.part() + " line " + finding.line() + ": ";
    return where
        + "record "
        + finding.sequence()
        + " of node "
        + finding.node()
        + ": "
        + finding.rule()
        + ": "
        + finding.detail();
  }
}

package dev.demeanor.cli.models;

import dev.demeanor.model.Activation;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.TrainingOrigin;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Versions in words. */
final class VersionLines {

  private VersionLines() {}

  static String line(ModelVersion version, Manifest manifest) {
    return String.format(
        Locale.ROOT,
        "%-34s %-10s %s  %s",
        version.id(),
        place(version, manifest),
        version.createdAt(),
        version.evaluation().map(VersionLines::words).orElse("not evaluated"));
  }

  private static String place(ModelVersion version, Manifest manifest) {
    Optional<String> id = Optional.of(version.id());
    return manifest.active().equals(id)
        ? "active"
        : manifest.candidate().equals(id)
            ? "candidate"
            : manifest.previous().equals(id) ? "previous" : "-";
  }

  private static String words(ModelEvaluation measured) {
    return String.format(
        Locale.ROOT,
        "EER %.4f (%.4f to %.4f) on %s",
        measured.eer(),
        measured.low(),
        measured.high(),
        measured.dataset());
  }

  static void print(ModelVersion version, Manifest manifest, PrintWriter out) {
    row(out, "version", version.id());
    row(out, "place", place(version, manifest));
    facts(version).forEach((name, value) -> row(out, name, value));
  }

  static void print(Activation activation, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s %s %s by %s: %s%n",
        activation.at(),
        activation.action().name().toLowerCase(Locale.ROOT),
        activation.version(),
        activation.by(),
        activation.why());
    activation.overridden().forEach(gate -> out.println("  overridden " + gate));
    out.flush();
  }

  /** Prints in what two versions differ; returns whether in nothing. */
  static boolean diff(ModelVersion one, ModelVersion other, PrintWriter out) {
    Map<String, String> first = facts(one);
    Map<String, String> second = facts(other);
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    boolean same = true;
    for (String name : names) {
      String left = first.getOrDefault(name, "-");
      String right = second.getOrDefault(name, "-");
      if (!left.equals(right)) {
        same = false;
        row(out, name, left + "  ->  " + right);
      }
    }
    return same;
  }

  private static Map<String, String> facts(ModelVersion version) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("created", version.createdAt().toString());
    facts.put("signed by", version.signature().map(signed -> signed.key()).orElse("nobody"));
    facts.put("evaluation", version.evaluation().map(VersionLines::words).orElse("none"));
    TrainingOrigin origin = version.training();
    facts.put("trained from", origin.data() + " " + origin.sha256());
    facts.put("window of days", origin.days() == 0 ? "all" : String.valueOf(origin.days()));
    facts.put("people, windows", origin.people() + ", " + origin.samples());
    facts.put("seed", String.valueOf(origin.seed()));
    facts.put("tool", origin.tool());
    origin.libraries().forEach((name, value) -> facts.put("library " + name, value));
    origin.settings().forEach((name, value) -> facts.put("setting " + name, value));
    for (Artefact artefact : version.artefacts()) {
      String file = "file " + artefact.file();
      facts.put(file, artefact.bytes() + " bytes, SHA-256 " + artefact.sha256());
      facts.put(file + " for", artefact.detector() + " by " + artefact.backend());
      artefact.schemas().forEach((name, hash) -> facts.put(file + " schema " + name, hash));
    }
    return facts;
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf(Locale.ROOT, "%-20s %s%n", name, value);
  }
}

package dev.demeanor.cli.docs;

import dev.demeanor.cli.Main;
import dev.demeanor.cli.docs.Markdown.Block;
import dev.demeanor.cli.docs.Markdown.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What must hold in a document. Each rule answers what breaks it, as {@code file:line: what}. */
final class DocRules {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w*[a-z](?:Test|IT|Tck|Benchmark))(?:#(\\w+))?(\\(\\))?`");

  private static final Pattern REQUIREMENT = Pattern.compile("^\\| (S\\d\\.\\d+) \\|");

  /** Folders of one machine, and servers from which a build fetches. */
  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile("(?<![\\w.-])/(?:work|tmp|root|home)/"),
          Pattern.compile("(?i)\\b(?:registry|repo\\d?|mirror|nexus|artifactory)\\.[a-z0-9-]+\\."),
          Pattern.compile("(?i)\\bhttps?://(?:localhost|\\d+\\.\\d+\\.\\d+\\.\\d+)"));

  private final SourceTree tree;

  DocRules(SourceTree tree) {
    this.tree = tree;
  }

  /** Java in a document stands, apart from white space, in a file that the build compiles. */
  List<String> javaIsQuoted(Markdown document) {
    List<String> sources = tree.quotable().stream().map(DocRules::normal).toList();
    List<String> broken = new ArrayList<>();
    for (Block block : document.blocks()) {
      String wanted = normal(block.text());
      if (block.language().equals("java")
          && sources.stream().noneMatch(source -> source.contains(wanted))) {
        broken.add(at(document, block.line()) + "this Java stands in no compiled file");
      }
    }
    return broken;
  }

  /** A requirement has one row. */
  static List<String> requirementsStandOnce(Markdown document) {
    Set<String> seen = new HashSet<>();
    List<String> broken = new ArrayList<>();
    for (Line line : document.prose()) {
      Matcher row = REQUIREMENT.matcher(line.text());
      if (row.find() && !seen.add(row.group(1))) {
        broken.add(at(document, line.number()) + row.group(1) + " has a row already");
      }
    }
    return broken;
  }

  private static String normal(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** A link within the checkout leads to a file, and its anchor to a heading. */
  List<String> linksResolve(Markdown document) {
    List<String> broken = new ArrayList<>();
    for (Line line : document.prose()) {
      Matcher link = LINK.matcher(line.text());
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains("://") && !target.startsWith("mailto:") && !leads(document, target)) {
          broken.add(at(document, line.number()) + "the link " + target + " leads nowhere");
        }
      }
    }
    return broken;
  }

  private static boolean leads(Markdown document, String target) {
    String[] parts = target.split("#", 2);
    Path file =
        parts[0].isEmpty() ? document.path() : document.path().resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1
        || !file.toString().endsWith(".md")
        || Markdown.read(file).anchors().contains(parts[1]);
  }

  /** A test that is named, as {@code `SomeTest`} or {@code `SomeTest#method`}, exists. */
  List<String> testsExist(Markdown document) {
    List<Path> tests = tree.tests();
    List<String> broken = new ArrayList<>();
    for (Line line : document.prose()) {
      Matcher name = TEST.matcher(line.text());
      while (name.find()) {
        missing(tests, name.group(1), name.group(2))
            .ifPresent(what -> broken.add(at(document, line.number()) + what));
      }
    }
    return broken;
  }

  private static Optional<String> missing(List<Path> tests, String type, @Nullable String method) {
    List<Path> files = tests.stream().filter(path -> path.endsWith(type + ".java")).toList();
    if (files.isEmpty()) {
      return Optional.of("there is no test class " + type);
    }
    boolean found =
        method == null
            || files.stream().anyMatch(file -> SourceTree.read(file).contains(" " + method + "("));
    return found ? Optional.empty() : Optional.of(type + " has no method " + method);
  }

  /** A line of a shell block that calls the tool is one that the tool understands. */
  static List<String> commandsParse(Markdown document) {
    List<String> broken = new ArrayList<>();
    for (Block block : document.blocks()) {
      for (Line line : block.lines()) {
        String[] words = line.text().strip().split("\\s+", -1);
        if (block.language().equals("sh") && words[0].equals("./demeanor")) {
          refusal(Arrays.copyOfRange(words, 1, words.length))
              .ifPresent(what -> broken.add(at(document, line.number()) + what));
        }
      }
    }
    return broken;
  }

  private static Optional<String> refusal(String... arguments) {
    try {
      new CommandLine(new Main()).parseArgs(arguments);
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of("the tool does not understand this command: " + e.getMessage());
    }
  }

  /** No path of a machine, no server of a registry. */
  static List<String> nothingForbidden(Markdown document) {
    List<String> broken = new ArrayList<>();
    for (Line line : document.lines()) {
      for (Pattern pattern : FORBIDDEN) {
        Matcher word = pattern.matcher(line.text());
        if (word.find()) {
          broken.add(at(document, line.number()) + "\"" + word.group() + "\" must not stand here");
        }
      }
    }
    return broken;
  }

  private static String at(Markdown document, int line) {
    return document.path().getFileName() + ":" + line + ": ";
  }
}

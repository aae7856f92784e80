package dev.demeanor.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Markdown document, split into fenced blocks and prose. Lines count from 1.
 *
 * @param path where it stands
 * @param lines all its lines
 * @param blocks its fenced blocks
 * @param prose the lines outside of them
 */
record Markdown(Path path, List<Line> lines, List<Block> blocks, List<Line> prose) {

  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

  /** One line of a document. */
  record Line(int number, String text) {}

  /** A fenced block: its language, its first line and what stands in it. */
  record Block(String language, int line, List<Line> lines) {

    String text() {
      return String.join("\n", lines.stream().map(Line::text).toList());
    }
  }

  static Markdown read(Path path) {
    try {
      return parse(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Markdown parse(Path path, List<String> text) {
    List<Line> lines = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    List<Line> prose = new ArrayList<>();
    Block open = null;
    for (String each : text) {
      Line line = new Line(lines.size() + 1, each);
      lines.add(line);
      if (each.strip().startsWith("```")) {
        if (open == null) {
          open = new Block(each.strip().substring(3), line.number(), new ArrayList<>());
          blocks.add(open);
        } else {
          open = null;
        }
      } else if (open == null) {
        prose.add(line);
      } else {
        open.lines().add(line);
      }
    }
    return new Markdown(path, lines, blocks, prose);
  }

  /** Returns the anchors of the headings, as the usual viewers make them. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    for (Line line : prose) {
      var heading = HEADING.matcher(line.text());
      if (heading.matches()) {
        String slug = heading.group(1).strip().toLowerCase(Locale.ROOT);
        anchors.add(slug.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }
}

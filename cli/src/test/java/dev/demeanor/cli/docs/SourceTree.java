package dev.demeanor.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The checkout in which the tests run. */
final class SourceTree {

  private static final List<String> SHOWN =
      List.of("examples", "core/src/main", "spi/src/main", "store-jdbc/src/test");

  private final Path root;

  private SourceTree(Path root) {
    this.root = root;
  }

  static SourceTree find() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("bom/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no checkout of Demeanor above the working directory");
    }
    return new SourceTree(folder);
  }

  Path root() {
    return root;
  }

  /** Returns the documents: those at the top and all of docs. */
  List<Markdown> documents() {
    List<Path> paths = list(root, 1, path -> path.toString().endsWith(".md"));
    List<Path> more = list(root.resolve("docs"), 9, path -> path.toString().endsWith(".md"));
    return Stream.concat(paths.stream(), more.stream()).map(Markdown::read).toList();
  }

  /** Returns the text of every Java file that a document may quote. */
  List<String> quotable() {
    return SHOWN.stream()
        .flatMap(folder -> list(root.resolve(folder), 30, SourceTree::isJava).stream())
        .map(SourceTree::read)
        .toList();
  }

  /** Returns the Java files of tests, of the tests that plug-ins inherit, and of benchmarks. */
  List<Path> tests() {
    Path inherited = root.resolve("spi-tck/src/main");
    Path benchmarks = root.resolve("benchmarks/src/main");
    return list(
        root,
        30,
        path ->
            isJava(path)
                && (path.toString().replace('\\', '/').contains("/src/test/java/")
                    || path.startsWith(inherited)
                    || path.startsWith(benchmarks)));
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJava(Path path) {
    return path.toString().endsWith(".java");
  }

  private static List<Path> list(Path folder, int depth, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths =
        Files.find(folder, depth, (path, type) -> type.isRegularFile() && wanted.test(path))) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.demeanor.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document says only what the code, the tests and the command line say, too. */
class DocsTest {

  private static final SourceTree TREE = SourceTree.find();
  private static final DocRules RULES = new DocRules(TREE);

  static Stream<String> documents() {
    return TREE.documents().stream()
        .map(document -> TREE.root().relativize(document.path()).toString());
  }

  private static Markdown read(String document) {
    return Markdown.read(TREE.root().resolve(document));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void java_isQuotedFromCompiledFiles(String document) {
    assertThat(RULES.javaIsQuoted(read(document))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_leadSomewhere(String document) {
    assertThat(RULES.linksResolve(read(document))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void testsNamed_exist(String document) {
    assertThat(RULES.testsExist(read(document))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void requirements_haveOneRowEach(String document) {
    assertThat(DocRules.requirementsStandOnce(read(document))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commands_areUnderstoodByTheTool(String document) {
    assertThat(DocRules.commandsParse(read(document))).isEmpty();
  }

  @Test
  void quickStart_isWordForWordTheRegionOfTheExample() {
    String quickStart =
        "examples/quickstart/src/main/java/dev/demeanor/examples/quickstart/QuickStart.java";
    String source = SourceTree.read(TREE.root().resolve(quickStart));
    int begin = source.indexOf('\n', source.indexOf("// tag::quickstart")) + 1;
    int end = source.lastIndexOf('\n', source.indexOf("// end::quickstart"));
    String region = source.substring(begin, end).stripIndent();
    assertThat(read("README.md").blocks())
        .filteredOn(block -> block.language().equals("java"))
        .extracting(Markdown.Block::text)
        .containsExactly(region);
    assertThat(region.lines().count()).as("lines of the quick start").isLessThan(25);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_namesNoMachine(String document) {
    assertThat(DocRules.nothingForbidden(read(document))).isEmpty();
  }
}

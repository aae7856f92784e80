package dev.demeanor.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule reports a document that breaks it: a check that cannot fail proves nothing. */
class DocRulesTest {

  private static final SourceTree TREE = SourceTree.find();
  private static final DocRules RULES = new DocRules(TREE);
  private static final Path RESOURCES = TREE.root().resolve("cli/src/test/resources/docs");
  private static final Markdown BAD = Markdown.read(RESOURCES.resolve("bad.md"));

  @Test
  void javaIsQuoted_reportsJavaThatIsCompiledNowhere() {
    assertThat(RULES.javaIsQuoted(BAD))
        .containsExactly("bad.md:6: this Java stands in no compiled file");
  }

  @Test
  void linksResolve_reportsMissingFilesAndHeadings() {
    assertThat(RULES.linksResolve(BAD))
        .containsExactly(
            "bad.md:10: the link no-such-file.md leads nowhere",
            "bad.md:11: the link #no-such-heading leads nowhere");
  }

  @Test
  void testsExist_reportsMissingClassesAndMethods() {
    assertThat(RULES.testsExist(BAD))
        .containsExactly(
            "bad.md:13: there is no test class NoSuchTest",
            "bad.md:14: DocRulesTest has no method noSuchMethod");
  }

  @Test
  void commandsParse_reportsOptionsAndCommandsThatAreNotThere() {
    assertThat(DocRules.commandsParse(BAD))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("bad.md:19: ").contains("understand"),
            second -> assertThat(second).startsWith("bad.md:20: ").contains("no-such-command"));
  }

  @Test
  void nothingForbidden_reportsMachinesAndRegistries() {
    assertThat(DocRules.nothingForbidden(BAD))
        .containsExactly(
            "bad.md:16: \"/tmp/\" must not stand here",
            "bad.md:17: \"registry.example.\" must not stand here");
  }

  @Test
  void requirementsStandOnce_reportsASecondRow() {
    assertThat(DocRules.requirementsStandOnce(BAD))
        .containsExactly("bad.md:24: S0.1 has a row already");
  }

  @Test
  void documents_areFoundAtTheTopAndBelowDocs() {
    List<String> names =
        TREE.documents().stream()
            .map(document -> TREE.root().relativize(document.path()).toString())
            .map(name -> name.replace('\\', '/'))
            .toList();
    assertThat(names).contains("README.md", "CONTRIBUTING.md", "docs/architecture.md");
    assertThat(names).anyMatch(name -> name.startsWith("docs/adr/"));
  }
}

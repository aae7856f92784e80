package dev.demeanor.store.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module knows: contracts, JDBC and a logger. */
@AnalyzeClasses(packages = "dev.demeanor.store.jdbc", importOptions = DoNotIncludeTests.class)
class ArrowsTest {

  @ArchTest
  static final ArchRule KNOWS_CONTRACTS_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.sql..",
              "org.slf4j..",
              "org.jspecify..",
              "dev.demeanor.spi..",
              "dev.demeanor.decision..",
              "dev.demeanor.event..",
              "dev.demeanor.subject..",
              "dev.demeanor.store.jdbc..");

  @ArchTest
  static void startsNoThread(JavaClasses classes) {
    noClasses()
        .should()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.concurrent.ExecutorService.class)
        .check(classes);
  }
}

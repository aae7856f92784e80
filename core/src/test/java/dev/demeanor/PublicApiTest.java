package dev.demeanor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.demeanor.spi.ProviderOptions;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What applications see: signatures of the JDK's and our own types, and of exported ones only. */
@AnalyzeClasses(packages = "dev.demeanor", importOptions = MainClasses.class)
class PublicApiTest {

  private static final ArchRule OWN_TYPES =
      codeUnits()
          .that(describe("are visible to applications", PublicApiTest::isVisible))
          .should(nameOnlyJdkAndDemeanorTypes());

  @ArchTest
  static void signatures_nameOnlyJdkAndDemeanorTypes(JavaClasses classes) {
    OWN_TYPES.check(classes);
    JavaClasses bad = new ClassFileImporter().importPackages("bad.demeanor");
    assertThat(OWN_TYPES.evaluate(bad).hasViolation()).as("finds what is bad").isTrue();
  }

  @ArchTest
  static void signatures_ofExportedTypes_nameOnlyExportedTypes(JavaClasses classes) {
    Set<String> exported = exportedPackages();
    assertThat(exported).contains("dev.demeanor", "dev.demeanor.spi.store");
    ArchRule rule =
        codeUnits()
            .that(
                describe(
                    "belong to exported types",
                    unit -> isVisible(unit) && exported.contains(unit.getOwner().getPackageName())))
            .should(nameOnly(exported));
    rule.check(classes);
    assertThat(codeUnits().should(nameOnly(Set.of())).evaluate(classes).hasViolation())
        .as("finds what is not exported")
        .isTrue();
  }

  /** Packages that the module descriptors of core and spi export. */
  private static Set<String> exportedPackages() {
    Set<String> exported = new HashSet<>();
    for (Class<?> member : List.of(BehaviorMonitor.class, ProviderOptions.class)) {
      Path classes = Path.of(URI.create(location(member)));
      ModuleFinder.of(classes)
          .findAll()
          .forEach(module -> module.descriptor().exports().forEach(e -> exported.add(e.source())));
    }
    return exported;
  }

  private static String location(Class<?> member) {
    return member.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  private static ArchCondition<JavaCodeUnit> nameOnly(Set<String> exported) {
    return new ArchCondition<>("name only exported types") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        unit.getAllInvolvedRawTypes().stream()
            .map(JavaClass::getBaseComponentType)
            .filter(type -> type.getPackageName().startsWith("dev.demeanor"))
            .filter(type -> !exported.contains(type.getPackageName()))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " names " + type.getName())));
      }
    };
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    return unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
        && (unit.getModifiers().contains(JavaModifier.PUBLIC)
            || unit.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static ArchCondition<JavaCodeUnit> nameOnlyJdkAndDemeanorTypes() {
    DescribedPredicate<JavaClass> foreign =
        JavaClass.Predicates.resideOutsideOfPackages(
            "java..", "dev.demeanor..", "bad.demeanor..", "");
    return new ArchCondition<>("name only JDK and Demeanor types") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        unit.getAllInvolvedRawTypes().stream()
            .map(JavaClass::getBaseComponentType)
            .filter(type -> !type.isPrimitive())
            .filter(foreign)
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " names " + type.getName())));
      }
    };
  }
}

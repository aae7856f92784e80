package dev.demeanor;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * The rooms of core, their order and their purity. Each rule is also shown the classes under {@code
 * bad.demeanor}, which break it: a rule that finds nothing there proves nothing here.
 */
@AnalyzeClasses(packages = "dev.demeanor", importOptions = MainClasses.class)
class RoomsTest {

  /** The path of the data: each room knows itself and the rooms before it. */
  private static final List<String> ROOMS =
      List.of("window", "feature", "evidence", "trust", "policy", "machine");

  private static final String[] PURE = {
    "..demeanor.window..",
    "..demeanor.feature..",
    "..demeanor.evidence..",
    "..demeanor.trust..",
    "..demeanor.policy..",
    "..demeanor.machine..",
    "..demeanor.population..",
    "..demeanor.drift..",
    "dev.demeanor.model"
  };

  private static final JavaClasses BAD = new ClassFileImporter().importPackages("bad.demeanor");

  private static final Pattern IMPURE =
      Pattern.compile(
          "java\\.(io|nio|net)\\..*"
              + "|java\\.time\\.(Clock|InstantSource)"
              + "|java\\.security\\.SecureRandom"
              + "|java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
              + "|java\\.util\\.random\\..*"
              + "|com\\.github\\.benmanes\\..*|com\\.fasterxml\\..*|org\\.slf4j\\..*"
              + "|io\\.github\\.resilience4j\\..*");

  private static final ArchRule IMPORTS =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "read clocks, files, networks or chance, or belong to a library",
                  type -> IMPURE.matcher(type.getName()).matches()))
          .because("the path is a deterministic machine");

  private static final ArchRule TIME =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethodWhere(
              target(owner(DescribedPredicate.describe("a source of time", RoomsTest::tellsTime)))
                  .and(target(nameMatching("now|currentTimeMillis|nanoTime|random"))))
          .because("time is a parameter");

  private static final ArchRule MATH =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethodWhere(
              target(
                      owner(
                          DescribedPredicate.describe(
                              "java.lang.Math", type -> type.isEquivalentTo(Math.class))))
                  .and(
                      target(
                          nameMatching(
                              "exp|expm1|log|log10|log1p|pow|cbrt|hypot|random|"
                                  + "(sin|cos|tan)h?|a(sin|cos|tan|tan2)"))))
          .because("StrictMath answers alike to the bit everywhere, Math does not");

  private static final ArchRule CYCLES =
      slices().matching("(**).demeanor.(**)").should().beFreeOfCycles();

  private static final ArchRule THREADS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.demeanor.live..")
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe(
                  "starts a thread or an executor",
                  call -> startsThread(call.getTargetOwner(), call.getTarget().getName())));

  private static final ArchRule NAMES =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..impl..", "..dto..", "..common..", "..helper..")
          .because("packages are named after concepts");

  private static final ArchRule NULL_MARKED = classes().should(resideInNullMarkedPackage());

  @ArchTest
  static void pureRooms_importNoClockChanceFilesOrLibraries(JavaClasses classes) {
    holdsHereAndFailsThere(IMPORTS, classes);
  }

  @ArchTest
  static void pureRooms_neverAskForTheTime(JavaClasses classes) {
    holdsHereAndFailsThere(TIME, classes);
  }

  @ArchTest
  static void pureRooms_useStrictMath(JavaClasses classes) {
    holdsHereAndFailsThere(MATH, classes);
  }

  @ArchTest
  static void rooms_knowOnlyTheRoomsBeforeThem(JavaClasses classes) {
    for (String room : ROOMS) {
      order(room).check(classes);
      assertThat(classes.stream().filter(type -> isIn(type, room)).count())
          .as("classes in %s", room)
          .isPositive();
    }
    enrolment().check(classes);
    population().check(classes);
    drift().check(classes);
    model().check(classes);
    address().check(classes);
    assertThat(order("feature").evaluate(BAD).hasViolation()).isTrue();
  }

  @ArchTest
  static void packages_haveNoCycles(JavaClasses classes) {
    holdsHereAndFailsThere(CYCLES, classes);
  }

  @ArchTest
  static void threads_areStartedByTheLiveRoomOnly(JavaClasses classes) {
    holdsHereAndFailsThere(THREADS, classes);
  }

  @ArchTest
  static void packages_areNamedAfterConcepts(JavaClasses classes) {
    holdsHereAndFailsThere(NAMES, classes);
  }

  @ArchTest
  static void packages_areNullMarked(JavaClasses classes) {
    holdsHereAndFailsThere(NULL_MARKED, classes);
  }

  private static void holdsHereAndFailsThere(ArchRule rule, JavaClasses classes) {
    rule.check(classes);
    assertThat(rule.evaluate(BAD).hasViolation()).as("finds what is bad: %s", rule).isTrue();
  }

  private static ArchRule order(String room) {
    List<String> allowed = new ArrayList<>(ROOMS.subList(0, ROOMS.indexOf(room) + 1));
    if (room.equals("machine")) {
      allowed.add("enrolment");
    }
    return dependsOnlyOn(room, allowed);
  }

  private static ArchRule enrolment() {
    return dependsOnlyOn("enrolment", List.of("window", "feature", "evidence", "enrolment"));
  }

  /** Beside the path: learns from the windows that the machine makes. */
  private static ArchRule population() {
    return dependsOnlyOn(
        "population",
        List.of("feature", "evidence", "enrolment", "trust", "policy", "machine", "population"));
  }

  /** Beside the path: knows windows as vectors only, and one library of statistics. */
  private static ArchRule drift() {
    return classes()
        .that()
        .resideInAPackage("dev.demeanor.drift")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.commons.statistics.inference",
                    "dev.demeanor.spi.feature",
                    "dev.demeanor.drift")
                .or(DescribedPredicate.describe("primitives", RoomsTest::isPrimitive)));
  }

  /** Values and rules; {@code model.repository} keeps and loads them. */
  private static ArchRule model() {
    return classes()
        .that()
        .resideInAPackage("dev.demeanor.model")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "java..", "org.jspecify..", "dev.demeanor.spi..", "dev.demeanor.model")
                .or(DescribedPredicate.describe("primitives", RoomsTest::isPrimitive)));
  }

  /** Knows nobody, so that everybody may know it. */
  private static ArchRule address() {
    return classes()
        .that()
        .resideInAPackage("dev.demeanor.address")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "java..", "org.jspecify..", "dev.demeanor.address")
                .or(DescribedPredicate.describe("primitives", RoomsTest::isPrimitive)));
  }

  private static ArchRule dependsOnlyOn(String room, List<String> rooms) {
    List<String> allowed =
        new ArrayList<>(
            List.of(
                "java..",
                "org.jspecify..",
                "dev.demeanor.spi..",
                "dev.demeanor.event..",
                "dev.demeanor.subject..",
                "dev.demeanor.decision.."));
    rooms.forEach(each -> allowed.add("..demeanor." + each + ".."));
    return classes()
        .that()
        .resideInAPackage("..demeanor." + room + "..")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new))
                .or(DescribedPredicate.describe("primitives", RoomsTest::isPrimitive)));
  }

  private static boolean isPrimitive(JavaClass type) {
    return type.getBaseComponentType().isPrimitive();
  }

  private static boolean isIn(JavaClass type, String room) {
    return type.getPackageName().equals("dev.demeanor." + room);
  }

  private static boolean tellsTime(JavaClass type) {
    return type.isEquivalentTo(System.class)
        || type.isEquivalentTo(Math.class)
        || type.getPackageName().equals("java.time");
  }

  private static boolean startsThread(JavaClass owner, String name) {
    return owner.isAssignableTo(Thread.class)
            && (name.equals("<init>") || name.startsWith("start") || name.startsWith("of"))
        || owner.getName().startsWith("java.util.concurrent.Executors")
        || owner.isAssignableTo(Executor.class) && name.equals("<init>")
        || owner.getName().equals("java.util.concurrent.CompletableFuture")
            && name.endsWith("Async")
        || owner.getName().startsWith("java.util.Timer") && name.equals("<init>");
  }

  private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
    return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
        events.add(new SimpleConditionEvent(type, marked, type.getName() + " is not null-marked"));
      }
    };
  }
}

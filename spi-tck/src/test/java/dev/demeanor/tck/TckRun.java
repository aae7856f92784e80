package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs an inherited test class inside a test and tells which rules it found broken. */
final class TckRun {

  private TckRun() {}

  static void assertPasses(Class<?> test, int skipped) {
    Events events = run(test);
    assertThat(rules(events.failed())).as("rules that %s breaks", test.getSimpleName()).isEmpty();
    assertThat(events.skipped().count() + events.aborted().count()).isEqualTo(skipped);
    assertThat(events.succeeded().count()).isGreaterThan(4);
  }

  static void assertFails(Class<?> test, String rule) {
    assertThat(rules(run(test).failed()))
        .as("rules that %s breaks", test.getSimpleName())
        .contains(rule);
  }

  /** Fails unless each rule from 1 to {@code last} has a test that carries its number. */
  static void assertCovers(Class<?> tck, String prefix, int last) {
    for (int rule = 1; rule <= last; rule++) {
      String start = prefix + "-" + rule + " ";
      assertThat(tck.getDeclaredMethods())
          .as("tests of %s%d", prefix, rule)
          .anyMatch(
              method ->
                  Arrays.stream(method.getAnnotationsByType(DisplayName.class))
                      .anyMatch(name -> name.value().startsWith(start)));
    }
  }

  private static Events run(Class<?> test) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(test))
        .execute()
        .testEvents();
  }

  private static Set<String> rules(Events events) {
    Set<String> rules = new TreeSet<>();
    for (Event event : events.list()) {
      rules.add(event.getTestDescriptor().getDisplayName().split(" ")[0]);
    }
    return rules;
  }
}

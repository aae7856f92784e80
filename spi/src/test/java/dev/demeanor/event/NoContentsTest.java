package dev.demeanor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Invariant 5: no type of this package has room for what was typed. */
class NoContentsTest {

  /** Types that name things of the host, not of the typist. */
  private static final Set<String> NAMED = Set.of("Modality", "Source");

  /** What {@link Enum} and {@link Object} bring along. */
  private static final Set<String> INHERITED = Set.of("toString", "valueOf", "name");

  private static final Set<String> ROOM =
      Set.of(
          "char",
          "java.lang.Character",
          "java.lang.String",
          "java.lang.CharSequence",
          "java.lang.StringBuilder",
          "java.lang.Object");

  @Test
  void package_holdsTheTypesThisTestSpeaksOf() throws Exception {
    assertThat(types())
        .extracting(Class::getSimpleName)
        .contains("EventBuffer", "BehaviorEvent", "FixedTextKey", "Visit", "Source", "Modality");
  }

  @Test
  void room_isSeenInArraysAndTypeArguments() throws Exception {
    record Leaky(List<String> keys, char[] typed) {}

    for (RecordComponent component : Leaky.class.getRecordComponents()) {
      assertThatThrownBy(() -> assertNoRoom(component.getGenericType(), "leak"))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void noRecordComponent_holdsText() throws Exception {
    for (Class<?> type : types()) {
      if (type.isRecord() && !NAMED.contains(type.getSimpleName())) {
        for (RecordComponent component : type.getRecordComponents()) {
          assertNoRoom(component.getGenericType(), type + "." + component.getName());
        }
      }
    }
  }

  @Test
  void noField_holdsText() throws Exception {
    for (Class<?> type : types()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !NAMED.contains(type.getSimpleName())) {
          assertNoRoom(field.getGenericType(), field.toString());
        }
      }
    }
  }

  @Test
  void noMethod_takesOrGivesText() throws Exception {
    for (Class<?> type : types()) {
      for (Method method : type.getDeclaredMethods()) {
        boolean open = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
        if (!open
            || NAMED.contains(type.getSimpleName())
            || INHERITED.contains(method.getName())
            || method.getName().equals("equals")) {
          continue;
        }
        assertNoRoom(method.getGenericReturnType(), method.toString());
        for (Parameter parameter : method.getParameters()) {
          assertNoRoom(parameter.getParameterizedType(), method.toString());
        }
      }
    }
  }

  private static void assertNoRoom(Type type, String where) {
    for (String room : ROOM) {
      assertThat(type.getTypeName().split("[\\[\\]<>, ]+")).as(where).doesNotContain(room);
    }
  }

  private static List<Class<?>> types() throws Exception {
    Path folder =
        Path.of(EventBuffer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/demeanor/event");
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.startsWith("package-info")) {
          types.add(Class.forName("dev.demeanor.event." + name.replace(".class", "")));
        }
      }
    }
    return types;
  }
}

package dev.demeanor.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.Source;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import org.junit.jupiter.api.Test;

class QuarantineTest {

  private static final TemplateKey KEY =
      new TemplateKey(SubjectId.of("alice"), Source.fixedText("password", 0), DeviceClass.DESKTOP);

  private static FeatureVector window(int number) {
    FeatureVector window = new FeatureVector(FixedTextSchema.ofKeys(4));
    window.set(0, number);
    return window;
  }

  private static Quarantine holding(int capacity, int windows) {
    Quarantine quarantine = new Quarantine(capacity);
    for (int i = 1; i <= windows; i++) {
      quarantine.add(KEY, window(i));
    }
    return quarantine;
  }

  @Test
  void release_givesTheWindowsInOrderAndKeepsNone() {
    Quarantine quarantine = holding(3, 2);
    assertThat(quarantine.release())
        .extracting(held -> held.window().value(0))
        .containsExactly(1.0, 2.0);
    assertThat(quarantine.size()).isZero();
    assertThat(quarantine.release()).isEmpty();
  }

  @Test
  void add_whenFull_forgetsTheOldest() {
    assertThat(holding(3, 5).release())
        .extracting(held -> held.window().value(0))
        .containsExactly(3.0, 4.0, 5.0);
  }

  @Test
  void add_withoutRoom_keepsNothing() {
    assertThat(holding(0, 2).size()).isZero();
  }

  @Test
  void drop_forgetsAll() {
    Quarantine quarantine = holding(3, 2);
    quarantine.drop();
    assertThat(quarantine.release()).isEmpty();
  }
}

package dev.demeanor.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Modality;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceProfileTest {

  private static final TemplateKey KEY =
      new TemplateKey(SubjectId.of("alice"), PresenceProfile.SOURCE, DeviceClass.DESKTOP);

  private static PresenceProfile profile(long assessments, long typed) {
    return PresenceProfile.empty().with(assessments, Map.of(Modality.KEYSTROKE, typed));
  }

  private static Template stored(byte[] payload) {
    return new Template(KEY, 7, "presence", "presence", 1, Instant.EPOCH, payload);
  }

  @Test
  void isExpected_from95PercentOn() {
    assertThat(profile(100, 95).isExpected(Modality.KEYSTROKE)).isTrue();
    assertThat(profile(100, 94).isExpected(Modality.KEYSTROKE)).isFalse();
  }

  @Test
  void isExpected_withFewerThan20Assessments_isFalse() {
    assertThat(profile(19, 19).isExpected(Modality.KEYSTROKE)).isFalse();
    assertThat(profile(20, 19).isExpected(Modality.KEYSTROKE)).isTrue();
  }

  @Test
  void isExpected_ofModalityNeverSeen_isFalse() {
    assertThat(profile(100, 100).isExpected(Modality.POINTER)).isFalse();
    assertThat(PresenceProfile.empty().isExpected(Modality.KEYSTROKE)).isFalse();
  }

  @Test
  void with_addsToWhatWasSeenBefore() {
    PresenceProfile profile = profile(10, 10).with(10, Map.of(Modality.KEYSTROKE, 9L));
    assertThat(profile.isExpected(Modality.KEYSTROKE)).as("19 of 20").isTrue();
    assertThat(profile.with(1, Map.of()).isExpected(Modality.KEYSTROKE)).as("19 of 21").isFalse();
  }

  @Test
  void with_leavesTheOldOneAsItWas() {
    PresenceProfile profile = profile(20, 20);
    profile.with(1_000, Map.of());
    assertThat(profile.isExpected(Modality.KEYSTROKE)).isTrue();
  }

  @Test
  void of_storedForm_isTheSameProfile() {
    PresenceProfile profile =
        PresenceProfile.empty().with(20, Map.of(Modality.KEYSTROKE, 19L, Modality.POINTER, 18L));
    Template template = profile.toTemplate(KEY, Instant.EPOCH).withVersion(4);
    assertThat(template.samples()).isEqualTo(20);
    PresenceProfile loaded = PresenceProfile.of(template);
    assertThat(loaded.version()).isEqualTo(4);
    assertThat(loaded.isExpected(Modality.KEYSTROKE)).isTrue();
    assertThat(loaded.isExpected(Modality.POINTER)).isFalse();
    assertThat(loaded.toTemplate(KEY, Instant.EPOCH)).isEqualTo(template);
  }

  @Test
  void of_payloadCutOffAtAnyByte_isCorrupt() {
    byte[] payload = profile(20, 20).toTemplate(KEY, Instant.EPOCH).payload();
    for (int length = 0; length < payload.length; length++) {
      Template cut = stored(Arrays.copyOf(payload, length));
      assertThatThrownBy(() -> PresenceProfile.of(cut)).isInstanceOf(CorruptStateException.class);
    }
    Template longer = stored(Arrays.copyOf(payload, payload.length + 1));
    assertThatThrownBy(() -> PresenceProfile.of(longer)).isInstanceOf(CorruptStateException.class);
  }

  @Test
  void of_unknownFormat_isCorrupt() {
    Template other = stored(new StateWriter().putInt(2).putLong(1).putInt(0).toByteArray());
    assertThatThrownBy(() -> PresenceProfile.of(other))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("presence format");
  }

  @Test
  void of_negativeCounts_isCorrupt() {
    Template negative = stored(new StateWriter().putInt(1).putLong(-1).putInt(0).toByteArray());
    assertThatThrownBy(() -> PresenceProfile.of(negative))
        .isInstanceOf(CorruptStateException.class);
    Template modality =
        stored(
            new StateWriter()
                .putInt(1)
                .putLong(5)
                .putInt(1)
                .putString("pointer")
                .putLong(-5)
                .toByteArray());
    assertThatThrownBy(() -> PresenceProfile.of(modality))
        .isInstanceOf(CorruptStateException.class);
  }
}

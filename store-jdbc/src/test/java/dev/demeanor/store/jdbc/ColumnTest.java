package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.store.StoreException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTest {

  @Test
  void text_passesWhatEveryDatabaseKeeps() {
    for (String text : List.of("", "plain", "\u00e9", "\uD83D\uDE80".repeat(128), "'; --")) {
      assertThat(Column.text("name", text, 256)).isSameAs(text);
    }
  }

  @Test
  void text_refusesWhatADatabaseWouldCutOrChange() {
    for (String text : List.of("a\0b", "x".repeat(257), "\uD83D", "\uDE80\uD83D", "\uD83Dx")) {
      assertThatThrownBy(() -> Column.text("account", text, 256))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("account")
          .hasMessageNotContaining(text);
    }
  }

  @Test
  void bytes_refusesWhatIsTooLarge() {
    assertThat(Column.bytes("payload", new byte[Column.BYTES])).hasSize(Column.BYTES);
    assertThatThrownBy(() -> Column.bytes("payload", new byte[Column.BYTES + 1]))
        .hasMessageContainingAll("payload", "1048576", "1048577");
  }

  @Test
  void micros_keepTimesToTheMicrosecond() {
    for (String text :
        List.of("2026-03-01T12:00:00.123456Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z")) {
      Instant time = Instant.parse(text);
      assertThat(Micros.instant(Micros.floor(time))).isEqualTo(time);
      assertThat(Micros.ceil(time)).isEqualTo(Micros.floor(time));
      assertThat(Micros.ceil(time.plusNanos(1))).isEqualTo(Micros.floor(time) + 1);
      assertThat(Micros.floor(time.plusNanos(999))).isEqualTo(Micros.floor(time));
    }
  }

  @Test
  void micros_endWhereALongEnds() {
    assertThat(Micros.floor(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.ceil(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.floor(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(Micros.floor(Micros.instant(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.floor(Micros.instant(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
  }
}

package dev.demeanor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Route;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchReaderTest {

  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";
  private static final long TIME = 1_712_000_000_000_123L;

  private final BatchReader reader = new BatchReader(BatchLimits.defaults());

  @ParameterizedTest
  @EnumSource
  void read_givesWhatWasWritten(BatchFormat format) {
    byte[] bytes = everything(format).bytes();

    Batch batch = (Batch) reader.read(format, bytes, bytes.length);

    assertThat(batch.nonce()).isEqualTo(NONCE);
    assertThat(batch.number()).isEqualTo(7);
    assertThat(batch.fields())
        .containsExactly(new DeclaredField("password", 2), new DeclaredField("login.name", 0));
    assertThat(batch.abstentions()).containsExactly(new Abstention("pin", AbstentionReason.IME));
    List<BehaviorEvent> events =
        IntStream.range(0, batch.events().size()).mapToObj(batch.events()::get).toList();
    assertThat(events.subList(0, 2))
        .containsExactly(
            new BehaviorEvent.FixedTextKey(1, 255, TIME, 60_000_000),
            new BehaviorEvent.FixedTextEnd(1, 256, TIME + 1, EntryOutcome.PASTED));
    assertThat(events.subList(2, 52))
        .containsOnly(
            new BehaviorEvent.FreeTextPair(
                KeyClass.SPACE, KeyClass.OTHER, TIME + 2, 81_000, 160_000));
    assertThat(events.subList(52, events.size()))
        .containsExactly(
            new BehaviorEvent.Pointer(PointerAction.SCROLL_DOWN, TIME + 3, -60_000, 12),
            new BehaviorEvent.Visit(Route.number("/accounts/{id}"), TIME + 4));
  }

  @ParameterizedTest
  @EnumSource
  void read_ofEveryBeginning_isTruncated(BatchFormat format) {
    byte[] bytes = everything(format).bytes();
    for (int length = 0; length < bytes.length; length++) {
      BatchResult result = reader.read(format, bytes, length);
      assertThat(result).as("first %d bytes", length).isInstanceOf(RefusedBatch.class);
      assertThat(((RefusedBatch) result).rule())
          .as("first %d bytes", length)
          .isEqualTo(Rule.TRUNCATED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_ofBytesThatFollow_isTrailing(BatchFormat format) {
    byte[] bytes = everything(format).bytes();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = '1';
    assertThat(reader.read(format, longer, longer.length))
        .extracting("where", "rule")
        .containsExactly("", Rule.TRAILING);
  }

  @ParameterizedTest
  @EnumSource
  void read_ofMoreBytesThanAllowed_isTooLarge(BatchFormat format) {
    byte[] bytes = everything(format).bytes();
    BatchReader narrow = new BatchReader(new BatchLimits(256, 2_048));
    assertThat(narrow.read(format, bytes, bytes.length))
        .extracting("rule")
        .isEqualTo(Rule.TOO_LARGE);
  }

  @ParameterizedTest
  @EnumSource
  void read_ofMoreEventsThanTheBufferHolds_isRefused(BatchFormat format) {
    byte[] bytes = everything(format).bytes();
    assertThat(reader.read(format, bytes, bytes.length, new EventBuffer(51)))
        .extracting("where", "rule")
        .containsExactly(
            format == BatchFormat.JSON ? "/events/2/0" : "/events/2", Rule.TOO_MANY_EVENTS);
  }

  @ParameterizedTest
  @EnumSource
  void read_ofEventsOfAnUndeclaredField_isRefused(BatchFormat format) {
    byte[] bytes = BatchWriter.of(format, NONCE, 0).field("password", 0).key(1, 0, 0, 0).bytes();
    assertThat(reader.read(format, bytes, bytes.length))
        .extracting("rule")
        .isEqualTo(Rule.UNKNOWN_FIELD);
  }

  @ParameterizedTest
  @EnumSource
  void read_ofPathWithAQuery_isRefused(BatchFormat format) {
    byte[] bytes = BatchWriter.of(format, NONCE, 0).visit("/search?q=secret", 1).bytes();
    RefusedBatch refused = (RefusedBatch) reader.read(format, bytes, bytes.length);
    assertThat(refused.rule()).isEqualTo(Rule.TEXT);
    assertThat(refused.where()).isEqualTo("/events/0/1");
    assertThat(refused.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource
  void read_ofNumbersOutsideTheirRange_namesThePlace(BatchFormat format) {
    refuses(format, writer(format).key(0, 0, -1, 0), "/events/0/3");
    refuses(format, writer(format).key(0, 0, 1L << 53, 0), "/events/0/3");
    refuses(format, writer(format).key(0, 0, 0, 60_000_001), "/events/0/4");
    refuses(format, writer(format).end(0, 257, 0, EntryOutcome.COMPLETED), "/events/0/2");
    refuses(format, writer(format).pointer(PointerAction.MOVE, 0, 60_001, 0), "/events/0/3");
    refuses(format, writer(format).pointer(PointerAction.MOVE, 0, 0, -60_001), "/events/0/4");
    BatchWriter block = writer(format).block(0);
    for (int i = 0; i < 50; i++) {
      block.pair(KeyClass.SPACE, KeyClass.SPACE, 0, i < 49 ? 0 : -1);
    }
    refuses(format, block, "/events/0/2/49/3");
  }

  @Test
  void of_ofWrongNonce_isRefused() {
    assertThatThrownBy(() -> BatchWriter.of(BatchFormat.JSON, NONCE + "A", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void refuses(BatchFormat format, BatchWriter writer, String where) {
    byte[] bytes = writer.bytes();
    assertThat(reader.read(format, bytes, bytes.length))
        .extracting("where", "rule")
        .containsExactly(where, Rule.RANGE);
  }

  private static BatchWriter writer(BatchFormat format) {
    return BatchWriter.of(format, NONCE, 0).field("password", 0);
  }

  private static BatchWriter everything(BatchFormat format) {
    BatchWriter writer =
        BatchWriter.of(format, NONCE, 7)
            .field("password", 2)
            .field("login.name", 0)
            .abstained("pin", AbstentionReason.IME)
            .key(1, 255, TIME, 60_000_000)
            .end(1, 256, TIME + 1, EntryOutcome.PASTED)
            .block(TIME + 2);
    for (int i = 0; i < 50; i++) {
      writer.pair(KeyClass.SPACE, KeyClass.OTHER, 81_000, 160_000);
    }
    return writer
        .pointer(PointerAction.SCROLL_DOWN, TIME + 3, -60_000, 12)
        .visit("/accounts/{id}", TIME + 4);
  }
}

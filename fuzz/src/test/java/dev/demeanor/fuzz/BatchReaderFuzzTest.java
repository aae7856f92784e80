package dev.demeanor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.wire.Batch;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchLimits;
import dev.demeanor.wire.BatchReader;
import dev.demeanor.wire.BatchResult;
import dev.demeanor.wire.RefusedBatch;

/**
 * Whatever bytes come in, a batch is read within its limits or refused by place and rule; nothing
 * is thrown. Recorded inputs are run in every build; {@code .ci/fuzz} looks for new ones.
 */
class BatchReaderFuzzTest {

  private static final BatchReader READER = new BatchReader(new BatchLimits(8_192, 256));

  @FuzzTest(maxDuration = "5m")
  void json(byte[] bytes) {
    check(BatchFormat.JSON, bytes);
  }

  @FuzzTest(maxDuration = "5m")
  void packed(byte[] bytes) {
    check(BatchFormat.PACKED, bytes);
  }

  private static void check(BatchFormat format, byte[] bytes) {
    BatchResult result = READER.read(format, bytes, bytes.length);
    if (result instanceof Batch batch) {
      inRange(batch);
    } else {
      assertThat(((RefusedBatch) result).where()).matches("(/[a-z0-9]+)*");
    }
    // a larger buffer of the caller's changes nothing
    BatchResult again = READER.read(format, bytes, bytes.length, new EventBuffer(300));
    assertThat(again.getClass()).isEqualTo(result.getClass());
    if (again instanceof RefusedBatch refused) {
      assertThat(refused).isEqualTo(result);
    }
  }

  private static void inRange(Batch batch) {
    EventBuffer events = batch.events();
    assertThat(events.size()).isLessThanOrEqualTo(256);
    assertThat(batch.fields().size()).isLessThanOrEqualTo(BatchLimits.FIELDS);
    assertThat(batch.abstentions().size()).isLessThanOrEqualTo(BatchLimits.FIELDS);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).timeMicros()).isBetween(0L, BatchLimits.TIME_MICROS);
      EventKind kind = events.kind(i);
      if (kind == EventKind.FIXED_TEXT_KEY || kind == EventKind.FIXED_TEXT_END) {
        assertThat(events.field(i)).isLessThan(batch.fields().size());
      }
    }
  }
}

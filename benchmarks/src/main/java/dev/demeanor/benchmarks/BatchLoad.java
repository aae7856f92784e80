package dev.demeanor.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.wire.Batch;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchLimits;
import dev.demeanor.wire.BatchReader;
import dev.demeanor.wire.BatchWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/**
 * What does reading a batch cost, per event, beside a bare streaming parse of the same JSON? One
 * batch of a busy page, in both forms: 400 movements, two entries of ten keys, three blocks of free
 * text, visits.
 */
final class BatchLoad implements Load {

  private static final int MOVES = 400;
  private static final int ENTRIES = 2;
  private static final int KEYS = 10;
  private static final int BLOCKS = 3;
  private static final int EVENTS = MOVES + ENTRIES * (KEYS + 2) + BLOCKS * BatchLimits.BLOCK;
  private static final int READS = 20;

  private final BatchReader reader = new BatchReader(BatchLimits.defaults());
  private final JsonFactory factory = new JsonFactory();
  private final EventBuffer buffer = new EventBuffer(BatchLimits.defaults().events());
  private final byte[] json = batch(BatchFormat.JSON);
  private final byte[] packed = batch(BatchFormat.PACKED);

  private static byte[] batch(BatchFormat format) {
    Random random = new Random(7);
    long time = 1_790_000_000_000_000L;
    BatchWriter writer = BatchWriter.of(format, "AAECAwQFBgcICQoLDA0ODw", 12).field("phrase", 0);
    for (int i = 0; i < MOVES; i++) {
      time += 16_000 + random.nextInt(1000);
      writer.pointer(PointerAction.MOVE, time, random.nextInt(1920), random.nextInt(1080));
    }
    for (int i = 0; i < ENTRIES; i++) {
      for (int key = 0; key < KEYS; key++) {
        time += 100_000 + random.nextInt(100_000);
        writer.key(0, key, time, 60_000 + random.nextInt(60_000));
      }
      writer.end(0, KEYS, time += 100_000, EntryOutcome.COMPLETED);
      writer.visit("/accounts/{id}", time);
    }
    KeyClass[] classes = KeyClass.values();
    for (int block = 0; block < BLOCKS; block++) {
      writer.block(time += 1_000_000);
      for (int i = 0; i < BatchLimits.BLOCK; i++) {
        KeyClass first = classes[random.nextInt(classes.length)];
        KeyClass second = classes[random.nextInt(classes.length)];
        writer.pair(
            first, second, 60_000 + random.nextInt(60_000), 90_000 + random.nextInt(200_000));
      }
    }
    return writer.bytes();
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new Run("JSON: bare streaming parse", this::bareParse),
        new Run("JSON: read into a buffer", () -> read(BatchFormat.JSON)),
        new Run("packed: read into a buffer", () -> read(BatchFormat.PACKED)));
  }

  private interface Operation {
    long next();
  }

  private record Run(String name, Operation operation) implements Slice {
    @Override
    public int operations() {
      return READS * EVENTS;
    }

    @Override
    public long run() {
      long sum = 0;
      for (int i = 0; i < READS; i++) {
        sum += operation.next();
      }
      return sum;
    }
  }

  private long read(BatchFormat format) {
    byte[] bytes = format == BatchFormat.JSON ? json : packed;
    Batch batch = (Batch) reader.read(format, bytes, bytes.length, buffer);
    if (batch.events().size() != EVENTS) {
      throw new IllegalStateException("not all events were read");
    }
    return batch.events().timeMicros(EVENTS - 1);
  }

  /** The reference looks at every value and keeps nothing. */
  private long bareParse() {
    long sum = 0;
    try (JsonParser parser = factory.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
          sum += parser.getLongValue();
        } else if (token == JsonToken.VALUE_STRING) {
          sum += parser.getTextLength();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum;
  }
}

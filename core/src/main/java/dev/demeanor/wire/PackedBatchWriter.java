package dev.demeanor.wire;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a packed batch; the form stands in {@link PackedBatch}. */
final class PackedBatchWriter extends BatchWriter {

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
  private final ByteArrayOutputStream abstentions = new ByteArrayOutputStream();
  private final ByteArrayOutputStream events = new ByteArrayOutputStream();
  private int fieldCount;
  private int abstentionCount;
  private int eventCount;

  PackedBatchWriter(String nonce, int number) {
    head.writeBytes(PackedBatch.MAGIC);
    head.writeBytes(Nonce.bytes(nonce));
    put(head, number, Integer.BYTES);
  }

  @Override
  public BatchWriter field(String name, int epoch) {
    fieldCount++;
    text(fields, name);
    put(fields, epoch, Integer.BYTES);
    return this;
  }

  @Override
  public BatchWriter abstained(String field, AbstentionReason reason) {
    abstentionCount++;
    text(abstentions, field);
    abstentions.write(reason.ordinal());
    return this;
  }

  @Override
  public BatchWriter key(int field, int position, long pressMicros, int dwellMicros) {
    begin('k').write(field);
    events.write(position);
    put(events, pressMicros, Long.BYTES);
    put(events, dwellMicros, Integer.BYTES);
    return this;
  }

  @Override
  public BatchWriter end(int field, int keys, long timeMicros, EntryOutcome outcome) {
    begin('e').write(field);
    put(events, keys, Short.BYTES);
    put(events, timeMicros, Long.BYTES);
    events.write(outcome.ordinal());
    return this;
  }

  @Override
  public BatchWriter block(long timeMicros) {
    put(begin('b'), timeMicros, Long.BYTES);
    return this;
  }

  @Override
  public BatchWriter pair(
      KeyClass first, KeyClass second, int dwellMicros, int pressToPressMicros) {
    events.write(first.ordinal());
    events.write(second.ordinal());
    put(events, dwellMicros, Integer.BYTES);
    put(events, pressToPressMicros, Integer.BYTES);
    return this;
  }

  @Override
  public BatchWriter pointer(PointerAction action, long timeMicros, int x, int y) {
    begin('p').write(action.ordinal());
    put(events, timeMicros, Long.BYTES);
    put(events, x, Integer.BYTES);
    put(events, y, Integer.BYTES);
    return this;
  }

  @Override
  public BatchWriter visit(String template, long timeMicros) {
    text(begin('v'), template);
    put(events, timeMicros, Long.BYTES);
    return this;
  }

  @Override
  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toByteArray());
    all.write(fieldCount);
    all.writeBytes(fields.toByteArray());
    all.write(abstentionCount);
    all.writeBytes(abstentions.toByteArray());
    put(all, eventCount, Short.BYTES);
    all.writeBytes(events.toByteArray());
    return all.toByteArray();
  }

  private ByteArrayOutputStream begin(char kind) {
    eventCount++;
    events.write(kind);
    return events;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    out.write(ascii.length);
    out.writeBytes(ascii);
  }

  private static void put(ByteArrayOutputStream out, long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}

package dev.demeanor.models.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A setting of an operator. Which of its parts holds the value depends on the operator. Immutable
 * as long as nobody writes to the arrays.
 */
record GraphAttribute(
    String name, float f, long i, String s, float[] floats, long[] ints, List<String> strings) {

  /** Reads an attribute; tensors and graphs in it are checked, not kept. */
  static GraphAttribute read(WireReader in, GraphReader graphs) {
    Reading reading = new Reading();
    while (in.next()) {
      reading.field(in, graphs);
    }
    return new GraphAttribute(
        reading.name,
        reading.f,
        reading.i,
        reading.s,
        Arrays.copyOf(reading.floats, reading.floatCount),
        Arrays.copyOf(reading.ints, reading.intCount),
        List.copyOf(reading.strings));
  }

  private static final class Reading {

    private String name = "";
    private float f;
    private long i;
    private String s = "";
    private float[] floats = new float[0];
    private int floatCount;
    private long[] ints = new long[0];
    private int intCount;
    private final List<String> strings = new ArrayList<>();

    void field(WireReader in, GraphReader graphs) {
      switch (in.field()) {
        case 1 -> name = in.readString();
        case 2 -> f = in.readFloat();
        case 3 -> i = in.readVarint();
        case 4 -> s = text(in);
        case 5, 10 -> graphs.constant(in.readMessage());
        case 6, 11 -> graphs.subgraph(in.readMessage());
        case 7 -> floats(in);
        case 8 -> ints(in);
        case 9 -> strings.add(text(in));
        case 22, 23 -> throw new OnnxRuleException("sparse tensors are not taken");
        default -> in.skip();
      }
    }

    /** Bytes that are text in every operator that is scored here; others are left unread. */
    private static String text(WireReader in) {
      WireReader bytes = in.readMessage();
      StringBuilder text = new StringBuilder();
      while (!bytes.isAtEnd() && text.length() < 256) {
        text.append((char) bytes.packedByte());
      }
      return text.toString();
    }

    private void floats(WireReader in) {
      if (in.wireType() == WireReader.FIXED32) {
        grow(1, 0);
        floats[floatCount++] = in.readFloat();
        return;
      }
      WireReader packed = in.readMessage();
      grow(packed.remaining() / 4, 0);
      while (!packed.isAtEnd()) {
        floats[floatCount++] = packed.packedFloat();
      }
    }

    private void ints(WireReader in) {
      if (in.wireType() == WireReader.VARINT) {
        grow(0, 1);
        ints[intCount++] = in.readVarint();
        return;
      }
      WireReader packed = in.readMessage();
      grow(0, packed.remaining());
      while (!packed.isAtEnd()) {
        ints[intCount++] = packed.packedVarint();
      }
    }

    private void grow(int moreFloats, int moreInts) {
      if (floats.length - floatCount < moreFloats) {
        floats = Arrays.copyOf(floats, Math.max(2 * floatCount, floatCount + moreFloats));
      }
      if (ints.length - intCount < moreInts) {
        ints = Arrays.copyOf(ints, Math.max(2 * intCount, intCount + moreInts));
      }
    }
  }
}

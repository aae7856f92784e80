package dev.demeanor.models.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * A constant inside a model. Its data must be inside the file, too, and exactly as much as its
 * dimensions say. Immutable as long as nobody writes to the arrays.
 *
 * @param name its name, empty for values of attributes
 * @param type number of the ONNX data type
 * @param dims its dimensions
 * @param values as 64-bit floats; empty for types that plain Java does not read
 */
record GraphTensor(String name, int type, long[] dims, double[] values) {

  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int DOUBLE = 11;
  private static final int STRING = 8;
  private static final int MAX_DIMS = 8;

  /** Bytes of an element of each ONNX data type from 0, 0 where it has no fixed size. */
  private static final int[] SIZES = {0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2};

  static GraphTensor read(WireReader in, long mostBytes) {
    Reading reading = new Reading();
    while (in.next()) {
      reading.field(in);
    }
    return reading.finish(mostBytes);
  }

  /** What has been read of a tensor so far. */
  private static final class Reading {

    private final List<Long> dims = new ArrayList<>();
    private int type;
    private String name = "";
    private WireReader raw = new WireReader(new byte[0]);
    private boolean hasRaw;
    private int typedElements;
    private double[] typed = new double[0];

    void field(WireReader in) {
      switch (in.field()) {
        case 1 -> dims(in);
        case 2 -> type = (int) in.readVarint();
        case 4, 10 -> numbers(in);
        case 5, 7, 11 -> integers(in);
        case 6 -> {
          in.skip();
          typedElements++;
        }
        case 8 -> name = in.readString();
        case 9 -> {
          raw = in.readMessage();
          hasRaw = true;
        }
        case 13 -> throw external();
        case 14 -> {
          if (in.readVarint() != 0) {
            throw external();
          }
        }
        case 3 -> throw new OnnxRuleException("tensor \"" + name + "\" comes in segments");
        default -> in.skip();
      }
    }

    private OnnxRuleException external() {
      return new OnnxRuleException(
          "tensor \""
              + name
              + "\" keeps its data outside of the file; export the model with all data inside");
    }

    private void dims(WireReader in) {
      if (in.wireType() == WireReader.VARINT) {
        dims.add(in.readVarint());
      } else {
        WireReader packed = in.readMessage();
        while (!packed.isAtEnd()) {
          dims.add(packed.packedVarint());
          bound();
        }
      }
      bound();
    }

    private void bound() {
      if (dims.size() > MAX_DIMS) {
        throw new OnnxRuleException("a tensor must have at most " + MAX_DIMS + " dimensions");
      }
    }

    /** 32- or 64-bit floats. */
    private void numbers(WireReader in) {
      boolean wide = in.field() == 10;
      if (in.wireType() != WireReader.BYTES) {
        throw new OnnxRuleException("numbers of a tensor must be packed");
      }
      WireReader packed = in.readMessage();
      int count = packed.remaining() / (wide ? 8 : 4);
      grow(count);
      for (int i = 0; i < count; i++) {
        typed[typedElements++] = wide ? packed.packedDouble() : packed.packedFloat();
      }
      if (!packed.isAtEnd()) {
        throw new OnnxRuleException("a tensor ends within a number");
      }
    }

    private void integers(WireReader in) {
      if (in.wireType() == WireReader.VARINT) {
        grow(1);
        typed[typedElements++] = in.readVarint();
        return;
      }
      WireReader packed = in.readMessage();
      grow(packed.remaining());
      while (!packed.isAtEnd()) {
        typed[typedElements++] = packed.packedVarint();
      }
    }

    private void grow(int count) {
      if (typed.length - typedElements < count) {
        typed = java.util.Arrays.copyOf(typed, Math.max(2 * typedElements, typedElements + count));
      }
    }

    GraphTensor finish(long mostBytes) {
      if (type != STRING && (type < 1 || type >= SIZES.length)) {
        throw new OnnxRuleException("tensor \"" + name + "\" has the unknown type " + type);
      }
      long elements = elements(mostBytes);
      long found = hasRaw && type != STRING ? raw.remaining() / SIZES[type] : typedElements;
      boolean whole = !hasRaw || type == STRING || raw.remaining() % SIZES[type] == 0;
      int parts = type == 14 || type == 15 ? 2 : 1; // complex numbers come in two
      if (found != elements * (hasRaw ? 1 : parts) || !whole) {
        throw new OnnxRuleException(
            "tensor \"" + name + "\" declares " + elements + " elements, holds " + found);
      }
      long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
      return new GraphTensor(name, type, shape, values((int) elements));
    }

    private long elements(long mostBytes) {
      long elements = 1;
      for (long dim : dims) {
        if (dim < 0) {
          throw new OnnxRuleException("tensor \"" + name + "\" has a dimension below 0");
        }
        if (dim != 0 && elements > Long.MAX_VALUE / 16 / dim) {
          throw tooLarge(mostBytes);
        }
        elements *= dim;
      }
      if (elements * Math.max(1, type == STRING ? 1 : SIZES[type]) > mostBytes) {
        throw tooLarge(mostBytes);
      }
      return elements;
    }

    private OnnxRuleException tooLarge(long mostBytes) {
      return new OnnxRuleException(
          "tensor \""
              + name
              + "\" declares the dimensions "
              + dims
              + ", more than the "
              + mostBytes
              + " bytes a model may have");
    }

    private double[] values(int elements) {
      if (!hasRaw) {
        return type == STRING ? new double[0] : java.util.Arrays.copyOf(typed, typedElements);
      }
      if (type != FLOAT && type != DOUBLE) {
        return new double[0];
      }
      double[] values = new double[elements];
      for (int i = 0; i < elements; i++) {
        values[i] = type == FLOAT ? raw.packedFloat() : raw.packedDouble();
      }
      return values;
    }
  }

  /** Returns the values as the 32-bit floats that they are. */
  float[] floats() {
    if (type != FLOAT) {
      throw new OnnxRuleException("tensor \"" + name + "\" must hold 32-bit floats");
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}

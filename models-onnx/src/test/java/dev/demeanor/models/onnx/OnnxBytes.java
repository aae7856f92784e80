package dev.demeanor.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes ONNX files by hand, field by field, good ones and bad ones. */
final class OnnxBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static OnnxBytes message() {
    return new OnnxBytes();
  }

  OnnxBytes number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  OnnxBytes bytes(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  OnnxBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  OnnxBytes in(int field, OnnxBytes message) {
    return bytes(field, message.done());
  }

  OnnxBytes raw(byte... value) {
    out.writeBytes(value);
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  static byte[] packed(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  static byte[] packed(long... values) {
    OnnxBytes all = message();
    Arrays.stream(values).forEach(all::varint);
    return all.done();
  }

  static OnnxBytes attribute(String name, float... values) {
    return message().text(1, name).bytes(7, packed(values)).number(20, 6);
  }

  static OnnxBytes attribute(String name, long... values) {
    return message().text(1, name).bytes(8, packed(values)).number(20, 7);
  }

  static OnnxBytes attribute(String name, List<String> values) {
    OnnxBytes attribute = message().text(1, name);
    values.forEach(value -> attribute.text(9, value));
    return attribute.number(20, 8);
  }

  static OnnxBytes integer(String name, long value) {
    return message().text(1, name).number(3, value).number(20, 2);
  }

  static OnnxBytes string(String name, String value) {
    return message().text(1, name).text(4, value).number(20, 3);
  }

  static OnnxBytes node(
      String domain, String operator, List<String> inputs, String output, OnnxBytes... attributes) {
    OnnxBytes node = message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operator).text(7, domain);
    for (OnnxBytes attribute : attributes) {
      node.in(5, attribute);
    }
    return node;
  }

  static OnnxBytes value(String name, int type, long... dims) {
    OnnxBytes shape = message();
    for (long dim : dims) {
      shape.in(1, dim < 0 ? message().text(2, "n") : message().number(1, dim));
    }
    return message().text(1, name).in(2, message().in(1, message().number(1, type).in(2, shape)));
  }

  static OnnxBytes tensor(String name, long[] dims, float... values) {
    OnnxBytes tensor = message();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, 1).text(8, name).bytes(9, packed(values));
  }

  /** A graph from "row" to "score". */
  static OnnxBytes graph(int inputs, OnnxBytes... nodes) {
    OnnxBytes graph = message();
    for (OnnxBytes node : nodes) {
      graph.in(1, node);
    }
    return graph.text(2, "g").in(11, value("row", 1, -1, inputs)).in(12, value("score", 1, -1, 1));
  }

  static byte[] model(OnnxBytes graph) {
    return message()
        .number(1, 8)
        .text(2, "by hand")
        .in(7, graph)
        .in(8, message().text(1, "").number(2, 13))
        .in(8, message().text(1, "ai.onnx.ml").number(2, 3))
        .done();
  }
}

package dev.demeanor.models.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads one message of the protobuf wire format within its bounds: field by field, nothing
 * allocated that the bytes do not hold. Groups, which ONNX does not have, are refused. Not
 * thread-safe.
 */
final class WireReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int MAX_VARINT_BYTES = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int wireType;

  WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private WireReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Moves to the next field; false at the end. The field's value must then be read or skipped. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    long number = tag >>> 3;
    if (number < 1 || number > 0x1FFF_FFFF) {
      throw damaged("field number " + number);
    }
    field = (int) number;
    return true;
  }

  int field() {
    return field;
  }

  int wireType() {
    return wireType;
  }

  boolean isAtEnd() {
    return at == end;
  }

  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw damaged("wire type " + wireType);
    }
  }

  long readVarint() {
    expect(VARINT);
    return varint();
  }

  /** Reads a number that is not the value of a field but one of a packed run. */
  long packedVarint() {
    return varint();
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (at == end) {
        throw damaged("end within a number");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw damaged("number of more than 10 bytes");
  }

  float readFloat() {
    expect(FIXED32);
    return packedFloat();
  }

  float packedFloat() {
    int from = advance(4);
    return Float.intBitsToFloat((int) little(from, 4));
  }

  int packedByte() {
    return bytes[advance(1)] & 0xFF;
  }

  double packedDouble() {
    int from = advance(8);
    return Double.longBitsToDouble(little(from, 8));
  }

  private long little(int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[from + i] & 0xFF;
    }
    return value;
  }

  /** Returns a reader of the bytes of this field. */
  WireReader readMessage() {
    expect(BYTES);
    int length = length();
    int from = advance(length);
    return new WireReader(bytes, from, from + length);
  }

  int remaining() {
    return end - at;
  }

  String readString() {
    expect(BYTES);
    int length = length();
    int from = advance(length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw damaged("text that is not UTF-8");
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw damaged("a field longer than what holds it");
    }
    return (int) length;
  }

  private int advance(int count) {
    if (count > end - at) {
      throw damaged("end within a field");
    }
    int from = at;
    at += count;
    return from;
  }

  private void expect(int type) {
    if (wireType != type) {
      throw damaged("field " + field + " of wire type " + wireType);
    }
  }

  private OnnxRuleException damaged(String what) {
    return new OnnxRuleException("no ONNX model: " + what + " at byte " + at);
  }
}

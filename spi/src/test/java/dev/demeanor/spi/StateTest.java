package dev.demeanor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StateTest {

  @Test
  void everyType_roundTripsAtExtremes() {
    StateWriter out = new StateWriter();
    for (int value : new int[] {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE}) {
      out.putInt(value).putByte(value).putLong(value).putFloat(value).putDouble(value);
    }
    StateReader in = new StateReader(out.toByteArray());
    for (int value : new int[] {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE}) {
      assertThat(in.getInt()).isEqualTo(value);
      assertThat(in.getByte()).isEqualTo((byte) value);
      assertThat(in.getLong()).isEqualTo(value);
      assertThat(in.getFloat()).isEqualTo(value);
      assertThat(in.getDouble()).isEqualTo(value);
    }
    in.expectEnd();
  }

  @Test
  void longs_roundTripAtExtremes() {
    for (long value : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE, 1L << 40}) {
      byte[] bytes = new StateWriter().putLong(value).toByteArray();
      assertThat(new StateReader(bytes).getLong()).isEqualTo(value);
    }
  }

  @Test
  void doubles_roundTripToTheBit() {
    double otherNaN = Double.longBitsToDouble(0x7ff8_0000_0000_1234L);
    double[] values = {Double.NaN, otherNaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 0.1};
    for (double value : values) {
      byte[] bytes = new StateWriter().putDouble(value).toByteArray();
      assertThat(Double.doubleToRawLongBits(new StateReader(bytes).getDouble()))
          .isEqualTo(Double.doubleToRawLongBits(value));
    }
  }

  @Test
  void strings_roundTrip() {
    for (String text : new String[] {"", "a", "\u00e9\u0645\uD83D\uDE80\u0000", "x".repeat(5000)}) {
      byte[] bytes = new StateWriter().putString(text).toByteArray();
      assertThat(new StateReader(bytes).getString()).isEqualTo(text);
    }
  }

  @Test
  void manyRandomValues_roundTrip() {
    StateWriter out = new StateWriter();
    write(out, new SplittableRandom(1), 5000);
    StateReader in = new StateReader(out.toByteArray());
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 5000; i++) {
      switch (random.nextInt(4)) {
        case 0 -> assertThat(in.getInt()).isEqualTo(random.nextInt());
        case 1 -> assertThat(in.getLong()).isEqualTo(random.nextLong());
        case 2 -> assertThat(in.getDouble()).isEqualTo(random.nextDouble());
        default -> assertThat(in.getBytes()).isEqualTo(bytes(random));
      }
    }
    in.expectEnd();
  }

  @Test
  void form_isPinned() {
    byte[] bytes =
        new StateWriter()
            .putByte(-2)
            .putInt(1)
            .putLong(-1)
            .putFloat(1f)
            .putDouble(1.0)
            .putString("\u00e9")
            .toByteArray();
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "fe"
                + "00000001"
                + "f".repeat(16)
                + "3f800000"
                + "3ff0000000000000"
                + "00000002"
                + "c3a9");
  }

  @Test
  void truncation_isCorruptAtEveryByte() {
    byte[] whole = new StateWriter().putInt(7).putString("hello").putDouble(1.5).toByteArray();
    for (int length = 0; length < whole.length; length++) {
      StateReader in = new StateReader(Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> {
                in.getInt();
                in.getString();
                in.getDouble();
              })
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void absurdLength_isCorruptAndAllocatesNothing() {
    for (int length :
        new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 30, 5, -1, Integer.MIN_VALUE}) {
      byte[] bytes = new StateWriter().putInt(length).putInt(0).toByteArray();
      assertThatThrownBy(() -> new StateReader(bytes).getBytes())
          .isInstanceOf(CorruptStateException.class);
      assertThatThrownBy(() -> new StateReader(bytes).getString())
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void noise_neverEndsInAnythingElse() {
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      StateReader in = new StateReader(noise);
      try {
        while (in.remaining() > 0) {
          switch (random.nextInt(4)) {
            case 0 -> in.getBytes();
            case 1 -> in.getString();
            case 2 -> in.getInt("x", 0, 10);
            default -> in.getLong();
          }
        }
      } catch (CorruptStateException e) {
        assertThat(in.remaining()).isNotNegative();
      }
    }
  }

  @Test
  void getInt_namesWhatIsOutOfRange() {
    byte[] bytes = new StateWriter().putInt(11).toByteArray();
    assertThatThrownBy(() -> new StateReader(bytes).getInt("samples", 0, 10))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("samples must be 0 to 10, was 11");
  }

  @Test
  void expectEnd_refusesBytesLeft() {
    assertThatThrownBy(() -> new StateReader(new byte[3]).expectEnd())
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("3 bytes too many");
  }

  @Test
  void toByteArray_isACopy() {
    StateWriter out = new StateWriter().putInt(1);
    out.toByteArray()[3] = 9;
    assertThat(out.toByteArray()[3]).isEqualTo((byte) 1);
  }

  private static void write(StateWriter out, RandomGenerator random, int values) {
    for (int i = 0; i < values; i++) {
      switch (random.nextInt(4)) {
        case 0 -> out.putInt(random.nextInt());
        case 1 -> out.putLong(random.nextLong());
        case 2 -> out.putDouble(random.nextDouble());
        default -> out.putBytes(bytes(random));
      }
    }
  }

  private static byte[] bytes(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(600)];
    random.nextBytes(bytes);
    return bytes;
  }
}

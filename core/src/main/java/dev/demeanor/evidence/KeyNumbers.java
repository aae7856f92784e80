package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/** Stored numbers of a population, which must be finite. */
final class KeyNumbers {

  private KeyNumbers() {}

  static void save(double[] numbers, StateWriter out) {
    for (double number : numbers) {
      out.putDouble(number);
    }
  }

  static void load(double[] into, StateReader in) {
    for (int i = 0; i < into.length; i++) {
      into[i] = in.getDouble();
      if (!Double.isFinite(into[i])) {
        throw new CorruptStateException("numbers of a population must be finite");
      }
    }
  }

  static void save(float[] numbers, StateWriter out) {
    for (float number : numbers) {
      out.putFloat(number);
    }
  }

  static void load(float[] into, StateReader in) {
    for (int i = 0; i < into.length; i++) {
      into[i] = in.getFloat();
      if (!Float.isFinite(into[i])) {
        throw new CorruptStateException("numbers of a population must be finite");
      }
    }
  }
}

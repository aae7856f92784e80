package dev.demeanor.sample;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Sample;

/**
 * What the features of a {@link Sample} hold. To train anew, read the {@link KeptWindow windows}
 * that are {@link KeptWindow#genuine}; {@link KeptLesson lessons} and {@link KeptTemplate
 * templates} are there to make a template of an earlier version again.
 */
public sealed interface KeptSample permits KeptWindow, KeptLesson, KeptTemplate {

  /** Version of the form. */
  int FORMAT = 1;

  /**
   * Reads what a sample holds.
   *
   * @throws CorruptStateException if it is damaged or of an unknown format version
   */
  static KeptSample of(Sample sample) {
    StateReader in = new StateReader(sample.features());
    in.getInt("sample format", FORMAT, FORMAT);
    int kind = in.getByte();
    KeptSample kept =
        switch (kind) {
          case KeptWindow.KIND -> KeptWindow.load(in);
          case KeptLesson.KIND -> KeptLesson.load(in);
          case KeptTemplate.KIND -> KeptTemplate.load(in);
          default -> throw new CorruptStateException("kind of sample " + kind + " is not known");
        };
    in.expectEnd();
    return kept;
  }

  /** Returns a writer in which format and kind stand. */
  static StateWriter begin(int kind) {
    return new StateWriter().putInt(FORMAT).putByte(kind);
  }
}

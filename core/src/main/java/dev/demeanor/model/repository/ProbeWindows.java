package dev.demeanor.model.repository;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * The schema of each extractor, and windows of it that are the same wherever they are made:
 * nobody's behaviour, only numbers by which two programs can tell whether they compute alike.
 * Stateless.
 */
final class ProbeWindows {

  private static final int KEYS = 10;
  private static final long MICROS = 100_000;
  private static final int TOKENS = 12;

  private ProbeWindows() {}

  /** Returns the schema of windows of an extractor; of a fixed text, of ten keys. */
  static FeatureSchema schema(FeatureExtractorProvider provider) {
    FeatureExtractor extractor = provider.create();
    if (provider.kinds().contains(EventKind.FIXED_TEXT_KEY)) {
      EventBuffer keys = new EventBuffer(KEYS);
      for (int i = 0; i < KEYS; i++) {
        keys.addFixedTextKey(0, i, 2L * i * MICROS, MICROS);
      }
      for (int i = 0; i < keys.size(); i++) {
        extractor.accept(keys, i);
      }
    }
    return extractor.schema();
  }

  /** Returns a window of a schema; equal numbers give equal windows. */
  static FeatureVector window(FeatureExtractorProvider provider, FeatureSchema schema, int number) {
    FeatureVector window = new FeatureVector(schema);
    window.setUnits(10);
    for (int j = 0; j < schema.size(); j++) {
      double usual = 0.1 + 0.8 * uniform(j, -1);
      window.set(j, usual * (1 + 0.2 * (uniform(j, number) - 0.5)));
    }
    if (provider.kinds().contains(EventKind.VISIT)) {
      for (int k = 0; k < TOKENS; k++) {
        window.addToken((int) (4 * uniform(k, number)));
      }
    }
    return window;
  }

  /** A number from 0 to 1 that looks like chance (the mixing of SplitMix64). */
  private static double uniform(int feature, int number) {
    long z = (feature + 1) * 0x9E3779B97F4A7C15L + (number + 2) * 0xD1B54A32D192ED03L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
  }
}

package dev.demeanor.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.io.IOException;

/** Reads batches in JSON: opens a parser within limits and names its complaints. Thread-safe. */
final class JsonBatches {

  /** Object, events, event, pairs, pair. */
  private static final int NESTING = 5;

  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_NAME = 32;

  /**
   * Buffers are kept for as many parsers as run at once on a large machine, not for each thread.
   */
  private static final int POOLED = 64;

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // RFC 8259: UTF-8 and nothing else
          .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .maxStringLength(BatchLimits.ROUTE)
                  .build())
          .build();

  Batch read(byte[] bytes, int length, EventBuffer into, int maxEvents) throws BrokenBatch {
    Place place = new Place();
    try (JsonParser parser = factory.createParser(bytes, 0, length)) {
      try {
        return new JsonBatchParser(parser, place, into, maxEvents).parse();
      } catch (JsonParseException e) {
        if (parser.currentLocation().getByteOffset() >= length) {
          throw place.broken(Rule.TRUNCATED, "the rest of the batch");
        }
        throw e;
      }
    } catch (InputCoercionException e) {
      throw place.broken(Rule.RANGE, "a whole number within its range");
    } catch (StreamConstraintsException e) {
      throw place.broken(Rule.RANGE, "shorter texts and numbers, or less nesting");
    } catch (IOException e) {
      throw place.broken(Rule.MALFORMED, "JSON in UTF-8"); // its message would quote the input
    }
  }
}

package dev.demeanor.tck;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ModelBackendTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(ModelBackendTck.class, "MB", 5);
  }

  @Test
  void correctBackend_passes() {
    TckRun.assertPasses(Correct.class, 2); // P-3: no options; it is available
  }

  @Test
  void unavailableBackend_isSkipped() {
    TckRun.assertPasses(Unavailable.class, 16);
  }

  @Test
  void scorerThatDependsOnTheBatch_breaksMb1() {
    TckRun.assertFails(DependsOnBatch.class, "MB-1");
  }

  @Test
  void scorerWithSharedScratch_breaksMb2() {
    TckRun.assertFails(SharesScratch.class, "MB-2");
  }

  @Test
  void scorerThatDoesNotWait_breaksMb3() {
    TckRun.assertFails(DoesNotWait.class, "MB-3");
  }

  @Test
  void scorerThatBreaksOffCallsUnderWay_breaksMb3() {
    TckRun.assertFails(BreaksOff.class, "MB-3");
  }

  @Test
  void scorerThatScoresAfterClose_breaksMb3() {
    TckRun.assertFails(ScoresAfterClose.class, "MB-3");
  }

  @Test
  void scorerThatTakesAnyLength_breaksMb4() {
    TckRun.assertFails(TakesAnyLength.class, "MB-4");
  }

  @Test
  void backendThatThrowsSomethingElse_breaksMb5() {
    TckRun.assertFails(ThrowsSomethingElse.class, "MB-5");
  }

  @Test
  void backendThatLoadsNoise_breaksMb5() {
    TckRun.assertFails(LoadsNoise.class, "MB-5");
  }

  @Test
  void backendThatReadsTheBytesAgain_breaksMb5() {
    TckRun.assertFails(ReadsAgain.class, "MB-5");
  }

  abstract static class Of extends ModelBackendTck {
    private final SumProvider provider = new SumProvider();

    Of(Function<byte[], VectorScorer> loader) {
      provider.loader = loader;
    }

    @Override
    protected ModelBackendProvider newProvider() {
      return provider;
    }

    @Override
    protected ModelDescriptor descriptor() {
      return new ModelDescriptor("1", "hash", 3);
    }

    @Override
    protected byte[] modelBytes() {
      return new StateWriter().putInt(0x53554D31).putInt(3).putDouble(1.5).toByteArray();
    }
  }

  static class Correct extends Of {
    Correct() {
      super(Sum::parse);
    }
  }

  static class Unavailable extends Of {
    Unavailable() {
      super(Sum::parse);
      super.provider.why = Optional.of("no native library for this machine");
    }
  }

  static class DependsOnBatch extends Of {
    DependsOnBatch() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                @Override
                double one(float[] rows, int row, int count) {
                  return super.one(rows, row, count) / count;
                }
              });
    }
  }

  static class SharesScratch extends Of {
    SharesScratch() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                private volatile double scratch;

                @Override
                double one(float[] rows, int row, int count) {
                  scratch = super.one(rows, row, count);
                  Thread.yield(); // here the others come in
                  return scratch;
                }
              });
    }
  }

  static class DoesNotWait extends Of {
    DoesNotWait() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                @Override
                public void close() {
                  closed = true;
                }

                @Override
                double one(float[] rows, int row, int count) {
                  awaitClose(row, count);
                  return super.one(rows, row, count);
                }
              });
    }
  }

  static class BreaksOff extends Of {
    BreaksOff() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                @Override
                public void close() {
                  closed = true;
                }

                @Override
                double one(float[] rows, int row, int count) {
                  awaitClose(row, count);
                  if (closed) {
                    throw new IllegalStateException("closed meanwhile");
                  }
                  return super.one(rows, row, count);
                }
              });
    }
  }

  static class ScoresAfterClose extends Of {
    ScoresAfterClose() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                @Override
                public void close() {}
              });
    }
  }

  static class TakesAnyLength extends Of {
    TakesAnyLength() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                @Override
                public void score(float[] rows, int count, double[] scores) {
                  super.score(rows, Math.min(rows.length / 3, scores.length), scores);
                }
              });
    }
  }

  static class ThrowsSomethingElse extends Of {
    ThrowsSomethingElse() {
      super(
          bytes -> {
            if (bytes.length != 16) {
              throw new ArrayIndexOutOfBoundsException(bytes.length);
            }
            return Sum.parse(bytes);
          });
    }
  }

  static class LoadsNoise extends Of {
    LoadsNoise() {
      super(bytes -> new Sum(3, 1.5));
    }
  }

  static class ReadsAgain extends Of {
    ReadsAgain() {
      super(
          bytes ->
              new Sum(Sum.parse(bytes)) {
                @Override
                double one(float[] rows, int row, int count) {
                  return super.one(rows, row, count) + bytes[0];
                }
              });
    }
  }

  /** Opens a backend that loads in whatever way it is given. */
  public static final class SumProvider implements ModelBackendProvider {

    private Function<byte[], VectorScorer> loader = Sum::parse;
    private Optional<String> why = Optional.empty();

    @Override
    public String name() {
      return "sum";
    }

    @Override
    public Optional<String> unavailable() {
      return why;
    }

    @Override
    public ModelBackend open(ProviderOptions options) {
      if (why.isPresent()) {
        throw new IllegalStateException(why.get());
      }
      return new ModelBackend() {
        @Override
        public String name() {
          return "sum";
        }

        @Override
        public VectorScorer load(ModelDescriptor descriptor, byte[] verified) {
          VectorScorer scorer = loader.apply(verified);
          if (scorer.inputs() != descriptor.inputs()) {
            throw new ModelLoadException("model has " + scorer.inputs() + " inputs", null);
          }
          return scorer;
        }
      };
    }
  }

  /** A correct scorer: a factor times the sum of a row. */
  static class Sum implements VectorScorer {

    private final int inputs;
    private final double factor;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    volatile boolean closed;

    Sum(int inputs, double factor) {
      this.inputs = inputs;
      this.factor = factor;
    }

    Sum(Sum other) {
      this(other.inputs, other.factor);
    }

    static Sum parse(byte[] bytes) {
      try {
        StateReader in = new StateReader(bytes);
        in.getInt("magic", 0x53554D31, 0x53554D31);
        Sum sum = new Sum(in.getInt("inputs", 1, 100), in.getDouble());
        in.expectEnd();
        return sum;
      } catch (CorruptStateException e) {
        throw new ModelLoadException("no sum model: " + e.getMessage(), e);
      }
    }

    /** In a large batch, gives others some time to close the model half-way. */
    final void awaitClose(int row, int count) {
      long end = System.nanoTime() + 2_000_000_000;
      while (count > 1000 && row == 10 && !closed && System.nanoTime() - end < 0) {
        Thread.yield();
      }
    }

    double one(float[] rows, int row, int count) {
      double sum = 0;
      for (int i = 0; i < inputs; i++) {
        sum += rows[row * inputs + i];
      }
      return factor * sum;
    }

    @Override
    public int inputs() {
      return inputs;
    }

    @Override
    public void score(float[] rows, int count, double[] scores) {
      if (count < 1 || rows.length < (long) count * inputs || scores.length < count) {
        throw new IllegalArgumentException("rows and scores must be long enough for " + count);
      }
      lock.readLock().lock();
      try {
        if (closed) {
          throw new IllegalStateException("the model is closed");
        }
        for (int i = 0; i < count; i++) {
          scores[i] = one(rows, i, count);
        }
      } finally {
        lock.readLock().unlock();
      }
    }

    @Override
    public void close() {
      lock.writeLock().lock();
      try {
        closed = true;
      } finally {
        lock.writeLock().unlock();
      }
    }
  }
}

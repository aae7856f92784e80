package dev.demeanor.model.repository;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A small backend for tests: a model is one number, a score the sum of the inputs times it. */
public final class SumBackend implements ModelBackendProvider {

  /** Scorers that are open. */
  public final AtomicInteger open = new AtomicInteger();

  /** Why it cannot run; empty when it can. */
  public volatile String unavailable = "";

  /** Whether its models throw when they should score. */
  public volatile boolean failing;

  /** Returns a model. */
  public static byte[] model(double weight) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(weight).array();
  }

  /** Returns a model of this many bytes. */
  public static byte[] model(double weight, int bytes) {
    return ByteBuffer.allocate(bytes).putDouble(weight).array();
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public Optional<String> unavailable() {
    return unavailable.isEmpty() ? Optional.empty() : Optional.of(unavailable);
  }

  @Override
  public ModelBackend open(ProviderOptions options) {
    return new ModelBackend() {
      @Override
      public String name() {
        return "sum";
      }

      @Override
      public VectorScorer load(ModelDescriptor descriptor, byte[] verified) {
        if (verified.length < Double.BYTES) {
          throw new ModelLoadException(
              "a model has at least 8 bytes, had " + verified.length, null);
        }
        open.incrementAndGet();
        return new Sum(descriptor.inputs(), ByteBuffer.wrap(verified).getDouble());
      }
    };
  }

  private final class Sum implements VectorScorer {

    private final int inputs;
    private final double weight;
    private volatile boolean closed;

    Sum(int inputs, double weight) {
      this.inputs = inputs;
      this.weight = weight;
    }

    @Override
    public int inputs() {
      return inputs;
    }

    @Override
    public void score(float[] rows, int count, double[] scores) {
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      if (failing) {
        throw new IllegalStateException("the model fails");
      }
      for (int r = 0; r < count; r++) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
          float value = rows[r * inputs + i];
          sum += Float.isNaN(value) ? 0 : value;
        }
        scores[r] = weight * sum;
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}

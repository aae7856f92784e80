package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The rules MB-1 to MB-5 of {@link VectorScorer} and {@link ModelBackend} and those of its
 * provider. Write {@link #newProvider}, {@link #descriptor} and {@link #modelBytes}. Where the
 * backend cannot run (a native library does not load) its tests are skipped visibly.
 */
public abstract class ModelBackendTck extends ProviderTck {

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(double[].class);
  private static final int ROWS = 64;
  private static final int MANY_ROWS = 50_000;
  private static final int CLOSINGS = 10;

  /** Makes this inherited test. */
  protected ModelBackendTck() {}

  @Override
  protected abstract ModelBackendProvider newProvider();

  /** Returns what core knows of the model in {@link #modelBytes}. */
  protected abstract ModelDescriptor descriptor();

  /** Returns a model that gives different scores for different rows. */
  protected abstract byte[] modelBytes();

  /**
   * Returns the backend's stated tolerance, relative to the score (absolute below 1); 0, the
   * default, means not a bit.
   */
  protected double tolerance() {
    return 0.0;
  }

  @BeforeEach
  void skipWhereUnavailable(TestInfo test) {
    boolean ofBackend = test.getDisplayName().startsWith("MB-");
    newProvider().unavailable().filter(why -> ofBackend).ifPresent(why -> assumeTrue(false, why));
  }

  @Test
  @DisplayName("MB-1 row by row or all at once, the scores are the same")
  void mb1_batchScoresAsRows() {
    try (VectorScorer scorer = load()) {
      float[] rows = rows(ROWS);
      double[] alone = new double[ROWS];
      for (int i = 0; i < ROWS; i++) {
        double[] one = new double[1];
        int from = i * scorer.inputs();
        scorer.score(Arrays.copyOfRange(rows, from, from + scorer.inputs()), 1, one);
        alone[i] = one[0];
      }
      Vectors.assertClose("score of all at once", score(scorer, rows), alone, tolerance());
      assertThat(Arrays.stream(alone).distinct().count()).as("different scores").isGreaterThan(1);
    }
  }

  @Test
  @DisplayName("MB-1 a row with a missing value scores alike alone and among others")
  void mb1_missingValueScoresAlike() {
    try (VectorScorer scorer = load()) {
      float[] rows = rows(ROWS);
      double[] clean = score(scorer, rows);
      rows[5 * scorer.inputs()] = Float.NaN;
      double[] withMissing = score(scorer, rows);
      clean[5] = withMissing[5];
      Vectors.assertClose("scores of the other rows", withMissing, clean, tolerance());
    }
  }

  @Test
  @DisplayName("MB-2 many threads score as one does")
  void mb2_threadsScoreAlike() throws Exception {
    try (VectorScorer scorer = load()) {
      float[] rows = rows(ROWS);
      double[] alone = score(scorer, rows);
      Race.run(
          4,
          thread -> {
            for (int round = 0; round < 200; round++) {
              double[] beside = score(scorer, rows);
              Vectors.assertClose("score beside others", beside, alone, tolerance());
            }
            return thread;
          });
    }
  }

  @Test
  @DisplayName("MB-3 closing twice is harmless")
  void mb3_closeIsIdempotent() {
    VectorScorer scorer = load();
    scorer.close();
    scorer.close();
  }

  @Test
  @DisplayName("MB-3 scoring after close is an IllegalStateException")
  void mb3_scoringAfterCloseIsRefused() {
    VectorScorer scorer = load();
    scorer.close();
    assertThatIllegalStateException().isThrownBy(() -> score(scorer, rows(1)));
  }

  @Test
  @DisplayName("MB-3 closing one model leaves another of the same backend open")
  void mb3_closeIsOfOneModel() {
    ModelBackend backend = newProvider().open(options());
    try (VectorScorer open = backend.load(descriptor(), modelBytes())) {
      backend.load(descriptor(), modelBytes()).close();
      assertThat(score(open, rows(1))).hasSize(1);
    }
  }

  @Test
  @DisplayName("MB-3 close waits for calls under way: they finish before it returns")
  void mb3_closeWaitsForCallsUnderWay() throws Exception {
    float[] rows = rows(MANY_ROWS);
    double[] expected;
    try (VectorScorer scorer = load()) {
      expected = score(scorer, rows);
    }
    for (int attempt = 0; attempt < CLOSINGS; attempt++) {
      closeWhileScoring(rows, expected);
    }
  }

  private void closeWhileScoring(float[] rows, double[] expected) throws Exception {
    VectorScorer scorer = load();
    double[] scores = new double[MANY_ROWS];
    Arrays.fill(scores, Double.NaN);
    CountDownLatch entering = new CountDownLatch(1);
    FutureTask<Boolean> call =
        new FutureTask<>(
            () -> {
              entering.countDown();
              try {
                scorer.score(rows, MANY_ROWS, scores);
                return true;
              } catch (IllegalStateException e) {
                return false; // it came after close, which is fine
              }
            });
    Race.daemon(call).start();
    assertThat(entering.await(120, TimeUnit.SECONDS)).isTrue();
    // the first score shows that the call is under way; a backend that shows none just finishes
    while (Double.isNaN((double) CELLS.getOpaque(scores, 0)) && !call.isDone()) {
      Thread.yield();
    }
    boolean underWay = !call.isDone();
    underWay &= !Double.isNaN((double) CELLS.getOpaque(scores, 0));
    scorer.close();
    double[] whenClosed = new double[MANY_ROWS];
    for (int i = 0; i < MANY_ROWS; i++) {
      whenClosed[i] = (double) CELLS.getOpaque(scores, i);
    }
    boolean finished = call.get(120, TimeUnit.SECONDS);
    assertThat(finished || !underWay).as("a call that was under way finishes").isTrue();
    if (finished) {
      Vectors.assertClose("score when close returned", whenClosed, expected, tolerance());
    }
  }

  @Test
  @DisplayName("MB-4 too short an input or output is refused and the model stays usable")
  void mb4_wrongLengthIsRefused() {
    try (VectorScorer scorer = load()) {
      float[] rows = rows(2);
      double[] before = score(scorer, rows);
      float[] shortRows = Arrays.copyOf(rows, rows.length - 1);
      refused(scorer, shortRows, 2, new double[2]);
      refused(scorer, new float[0], 1, new double[1]);
      refused(scorer, rows, 2, new double[1]);
      refused(scorer, rows, 1 + Integer.MAX_VALUE / scorer.inputs(), new double[2]);
      Vectors.assertClose("score after refusals", score(scorer, rows), before, tolerance());
    }
  }

  @Test
  @DisplayName("MB-4 a count below 1 is refused")
  void mb4_countBelowOneIsRefused() {
    try (VectorScorer scorer = load()) {
      refused(scorer, rows(1), 0, new double[1]);
      refused(scorer, rows(1), -1, new double[1]);
    }
  }

  @Test
  @DisplayName("MB-5 bytes that are no model are a ModelLoadException that says why")
  void mb5_noiseIsRefused() {
    RandomGenerator random = new SplittableRandom(1);
    refused(descriptor(), new byte[0]);
    for (int length : new int[] {1, 4, 64, 4096, 1 << 20}) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      refused(descriptor(), noise);
      refused(descriptor(), new byte[length]);
    }
  }

  @Test
  @DisplayName("MB-5 a damaged model loads or is a ModelLoadException, never anything else")
  void mb5_damagedBytesNeverThrowAnythingElse() {
    byte[] model = modelBytes();
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < 300; i++) {
      byte[] damaged =
          i % 3 == 0 ? Arrays.copyOf(model, random.nextInt(model.length)) : model.clone();
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        newProvider().open(options()).load(descriptor(), damaged).close();
      } catch (ModelLoadException e) {
        assertThat(e.getMessage()).as("what is damaged").isNotBlank();
      }
    }
  }

  @Test
  @DisplayName("MB-5 a model with other inputs than the descriptor's is a ModelLoadException")
  void mb5_otherInputsAreRefused() {
    ModelDescriptor d = descriptor();
    refused(new ModelDescriptor(d.id(), d.schemaHash(), d.inputs() + 1), modelBytes());
  }

  @Test
  @DisplayName("MB-5 the bytes are not read again once the model is loaded")
  void mb5_bytesAreNotReadAgain() {
    byte[] bytes = modelBytes();
    try (VectorScorer scorer = newProvider().open(options()).load(descriptor(), bytes)) {
      double[] before = score(scorer, rows(ROWS));
      Arrays.fill(bytes, (byte) -1);
      Vectors.assertClose(
          "score after the bytes changed", score(scorer, rows(ROWS)), before, tolerance());
    }
  }

  @Test
  @DisplayName("MB-5 the model has the inputs of its descriptor, the backend the provider's name")
  void mb5_namesAndInputsAgree() {
    assertThat(newProvider().open(options()).name()).isEqualTo(newProvider().name());
    try (VectorScorer scorer = load()) {
      assertThat(scorer.inputs()).isEqualTo(descriptor().inputs());
    }
  }

  @Test
  @DisplayName("provider: opening what is unavailable is an IllegalStateException")
  void open_isRefusedWhereUnavailable() {
    assumeTrue(newProvider().unavailable().isPresent(), "the backend is available here");
    assertThatIllegalStateException().isThrownBy(() -> newProvider().open(options()));
  }

  private VectorScorer load() {
    return newProvider().open(options()).load(descriptor(), modelBytes());
  }

  private float[] rows(int count) {
    RandomGenerator random = new SplittableRandom(42);
    float[] rows = new float[count * descriptor().inputs()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    return rows;
  }

  private static double[] score(VectorScorer scorer, float[] rows) {
    double[] scores = new double[rows.length / scorer.inputs()];
    scorer.score(rows, scores.length, scores);
    return scores;
  }

  private static void refused(VectorScorer scorer, float[] rows, int count, double[] scores) {
    assertThatIllegalArgumentException()
        .as("%d values as %d rows into %d scores", rows.length, count, scores.length)
        .isThrownBy(() -> scorer.score(rows, count, scores));
  }

  private void refused(ModelDescriptor descriptor, byte[] bytes) {
    assertThatThrownBy(() -> newProvider().open(options()).load(descriptor, bytes))
        .as("loading %d bytes", bytes.length)
        .isInstanceOf(ModelLoadException.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}

package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class GroupCommitTest {

  private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoComesWhileOthersWrite_sharesTheNextTransaction() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    GroupCommit<Integer> commits =
        new GroupCommit<>(
            items -> {
              written.add(List.copyOf(items));
              first.countDown();
              await(go);
            },
            Duration.ofMinutes(4));
    List<Future<?>> calls = new ArrayList<>();
    calls.add(threads.submit(() -> commits.write(List.of(0))));
    await(first);
    for (int i = 1; i <= 10; i++) {
      int item = i;
      calls.add(threads.submit(() -> commits.write(List.of(item))));
    }
    while (commits.waiting() < 10) {
      Thread.onSpinWait();
    }
    go.countDown();
    for (Future<?> call : calls) {
      call.get(240, TimeUnit.SECONDS);
    }
    assertThat(written).hasSize(2);
    assertThat(written.get(0)).containsExactly(0);
    assertThat(written.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void write_returnsAfterItsItemsAreWritten_andEachOnce() throws Exception {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger writers = new AtomicInteger();
    GroupCommit<Integer> commits =
        new GroupCommit<>(
            items -> {
              assertThat(writers.incrementAndGet()).as("writers at a time").isEqualTo(1);
              seen.addAll(items);
              writers.decrementAndGet();
            },
            Duration.ofMinutes(4));
    List<Future<?>> calls = new ArrayList<>();
    for (int t = 0; t < 16; t++) {
      int thread = t;
      calls.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  int item = thread * 1_000 + i;
                  commits.write(List.of(item));
                  assertThat(List.copyOf(seen)).contains(item);
                }
              }));
    }
    for (Future<?> call : calls) {
      call.get(240, TimeUnit.SECONDS);
    }
    assertThat(seen).hasSize(16 * 200).doesNotHaveDuplicates();
  }

  @Test
  void whatIsWrongWithOne_failsThatOneOnly() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    GroupCommit<Integer> commits =
        new GroupCommit<>(
            items -> {
              first.countDown();
              await(go);
              if (items.contains(13)) {
                throw new StoreException("13", null);
              }
              written.add(List.copyOf(items));
            },
            Duration.ofMinutes(4));
    threads.submit(() -> commits.write(List.of(0)));
    await(first);
    Future<?> bad = threads.submit(() -> commits.write(List.of(13)));
    Future<?> good = threads.submit(() -> commits.write(List.of(14)));
    while (commits.waiting() < 2) {
      Thread.onSpinWait();
    }
    go.countDown();
    good.get(240, TimeUnit.SECONDS);
    assertThatThrownBy(() -> bad.get(240, TimeUnit.SECONDS)).hasRootCauseMessage("13");
    assertThat(written).containsExactlyInAnyOrder(List.of(0), List.of(14));
  }

  @Test
  void whoWaitsTooLong_isRefusedAndNotWritten() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    GroupCommit<Integer> commits =
        new GroupCommit<>(
            items -> {
              first.countDown();
              await(go);
              written.add(List.copyOf(items));
            },
            Duration.ofMillis(50));
    Future<?> slow = threads.submit(() -> commits.write(List.of(0)));
    await(first);
    assertThatThrownBy(() -> commits.write(List.of(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("in time");
    go.countDown();
    slow.get(240, TimeUnit.SECONDS);
    assertThat(written).containsExactly(List.of(0));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(240, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

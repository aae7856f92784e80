package dev.demeanor.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in order, on another executor. Bounded: when full, a task is
 * refused. Thread-safe.
 */
final class SerialExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

  private final Executor executor;
  private final int capacity;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  SerialExecutor(Executor executor, int capacity) {
    this.executor = executor;
    this.capacity = capacity;
  }

  /** Adds a task; returns whether it was taken. What it throws is logged. */
  boolean submit(Runnable task) {
    synchronized (waiting) {
      if (waiting.size() >= capacity) {
        return false;
      }
      waiting.add(task);
      if (running) {
        return true;
      }
      running = true;
    }
    if (start()) {
      return true;
    }
    synchronized (waiting) {
      return !waiting.remove(task); // another thread may have got it going meanwhile
    }
  }

  /**
   * Sees to it that a task begins after this call, where one does for several callers: adds it
   * unless one waits that has not begun. Returns whether one will run.
   */
  boolean submitUnlessWaiting(Runnable task) {
    synchronized (waiting) {
      if (running && !waiting.isEmpty()) {
        return true;
      }
    }
    return submit(task);
  }

  private boolean start() {
    try {
      executor.execute(this::drain);
      return true;
    } catch (RejectedExecutionException e) {
      stall();
      return false;
    } catch (RuntimeException | Error e) { // no native thread is left, say
      stall();
      LOG.error("an executor failed to take a task", e);
      return false;
    }
  }

  /** What waits stays: the next task takes it along. */
  private void stall() {
    synchronized (waiting) {
      running = false;
      waiting.notifyAll();
    }
  }

  /** Returns whether tasks wait that the executor once refused, and if so claims them. */
  private boolean hasStalled() {
    synchronized (waiting) {
      boolean stalled = !running && !waiting.isEmpty();
      running |= stalled;
      return stalled;
    }
  }

  private void drain() {
    while (true) {
      Runnable task;
      synchronized (waiting) {
        task = waiting.poll();
        if (task == null) {
          running = false;
          waiting.notifyAll();
          return;
        }
      }
      try {
        task.run();
      } catch (Throwable e) { // also errors of plug-ins: one bad task must not end all others
        LOG.error("a task failed", e);
      }
    }
  }

  /** Returns whether tasks wait behind the one that runs. */
  boolean hasMore() {
    synchronized (waiting) {
      return !waiting.isEmpty();
    }
  }

  /**
   * Waits until nothing is waiting or running, at most this long; returns whether that was reached.
   */
  boolean awaitIdle(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    if (hasStalled() && !start()) {
      return false;
    }
    synchronized (waiting) {
      while (running) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        try {
          waiting.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }
}

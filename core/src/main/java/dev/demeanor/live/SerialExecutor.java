package dev.demeanor.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks one after another, in order, on another executor. Bounded: when full, a task is
 * refused. Thread-safe.
 */
final class SerialExecutor {

  private final Executor executor;
  private final int capacity;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  SerialExecutor(Executor executor, int capacity) {
    this.executor = executor;
    this.capacity = capacity;
  }

  /** Adds a task, which must not throw; returns whether it was taken. */
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
    return start();
  }

  private boolean start() {
    try {
      executor.execute(this::drain);
      return true;
    } catch (RejectedExecutionException e) {
      synchronized (waiting) {
        running = false;
        waiting.clear();
      }
      return false;
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
      task.run();
    }
  }

  /**
   * Waits until nothing is waiting or running, at most this long; returns whether that was reached.
   */
  boolean awaitIdle(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
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

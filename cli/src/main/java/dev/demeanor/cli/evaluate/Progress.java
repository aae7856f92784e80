package dev.demeanor.cli.evaluate;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Tells how far long work has come: a bar on a terminal, nothing in a pipe. Not thread-safe. */
interface Progress extends AutoCloseable {

  /** One step is done. */
  void step();

  @Override
  void close();

  /** Starts the progress of a task, drawn on standard error where a person is likely to watch. */
  static Progress start(String task, long steps) {
    return isTerminal() ? new Bar(task, steps) : new Silent();
  }

  @SuppressWarnings("SystemConsoleNull") // what it says of Java 22 is taken care of
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // since Java 22 there may be a console that is no terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Says nothing. */
  final class Silent implements Progress {
    @Override
    public void step() {}

    @Override
    public void close() {}
  }

  /** Draws a bar and removes it at the end. */
  final class Bar implements Progress {

    private final ProgressBar bar;

    Bar(String task, long steps) {
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(steps)
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    public void step() {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}

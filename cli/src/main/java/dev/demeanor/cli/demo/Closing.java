package dev.demeanor.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What to do after the play. */
final class Closing {

  private final Screen screen;

  Closing(Screen screen) {
    this.screen = screen;
  }

  /**
   * Says what comes next.
   *
   * @param exported where the events of the play are, or null
   */
  void show(@Nullable Path exported) {
    screen.section("NEXT", "");
    screen.line("Simulated people show how it works, not how well. To measure it:");
    screen.line("  ./demeanor evaluate --dataset cmu --data DSL-StrongPasswordData.csv");
    if (exported == null) {
      screen.line("To see what an application would export, and evaluate it:");
      screen.line("  ./demeanor demo --terminal --export demo.jsonl.gz");
    } else {
      screen.line("Exported, with later sessions of alice and 40 other impostors:");
      screen.line("  ./demeanor evaluate --dataset events --data");
      screen.line("    %s", exported);
    }
    screen.line("To put it into an application: README.md, examples/quickstart");
    screen.line("How it decides, and what it never sees: docs/");
    screen.blank();
  }
}

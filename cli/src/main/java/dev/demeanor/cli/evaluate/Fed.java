package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Decision;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.population.BackgroundSession;
import java.time.Clock;
import java.util.function.Consumer;

/** What recorded events are fed to. */
interface Fed {

  /** Takes events. */
  void feed(EventBuffer events);

  /** Time has passed, or something was fed. */
  void assess();

  /** Returns a session that decides. */
  static Fed deciding(BehaviorSession session, Consumer<Decision> decisions) {
    return new Fed() {
      @Override
      public void feed(EventBuffer events) {
        session.feed(events);
      }

      @Override
      public void assess() {
        decisions.accept(session.assess());
      }
    };
  }

  /** Returns a session of somebody who is only learned from. */
  static Fed background(BackgroundSession session, Clock clock) {
    return new Fed() {
      @Override
      public void feed(EventBuffer events) {
        session.feed(events);
      }

      @Override
      public void assess() {
        session.assess(clock.millis());
      }
    };
  }
}

package dev.demeanor.live;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;

/** Samples that a real monitor kept of simulated people, who all type one text. */
public final class KeptLife {

  private KeptLife() {}

  /** Returns samples of so many people in an own store, made at {@link #at}. */
  public static SampleStore of(int people) {
    World world = new World();
    SampleStore samples = new InMemorySampleStoreProvider().open(ProviderOptions.none());
    try (BehaviorMonitor monitor = world.direct().samples(samples).build()) {
      live(monitor, people, Provenance.LIVE);
    }
    return samples;
  }

  /** Returns a time shortly after samples are made. */
  public static Instant at() {
    return new World().clock.instant().plusSeconds(3_600);
  }

  /** Lets everybody come three times. */
  static void live(BehaviorMonitor monitor, int people, Provenance provenance) {
    for (int person = 0; person < people; person++) {
      World.Typist typist = new World.Typist(200 + person, person);
      for (int s = 0; s < 3; s++) {
        SessionOptions options =
            World.options(SubjectId.of("person-" + person), provenance + "-" + person + "-" + s)
                .withProvenance(provenance)
                .asVouched();
        try (BehaviorSession session = monitor.open(options)) {
          for (int entry = 0; entry < 25; entry++) {
            typist.type(session);
            session.assess();
          }
        }
      }
    }
    if (!monitor.settle(Duration.ofMinutes(1))) {
      throw new IllegalStateException("the monitor did not keep up");
    }
  }
}

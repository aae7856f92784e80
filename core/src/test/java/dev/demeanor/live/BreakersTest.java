package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.store.StoreException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When what fails, or is slow, is asked no more, and when it is tried again. */
class BreakersTest {

  private final World.Ticking clock = new World.Ticking();
  private final AtomicLong nanos = new AtomicLong();
  private final Breakers breakers = new Breakers(clock, nanos::get);

  private void calls(CircuitBreaker breaker, int times, Duration each) {
    for (int i = 0; i < times; i++) {
      Breakers.run(breaker, () -> nanos.addAndGet(each.toNanos()));
    }
  }

  private void fail(CircuitBreaker breaker) {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  Breakers.run(
                      breaker,
                      () -> {
                        throw new StoreException("down", null);
                      }))
          .isInstanceOf(StoreException.class);
    }
    assertThat(Breakers.isOpen(breaker)).isTrue();
  }

  @Test
  void aStoreThatTakesMoreThanTwoSeconds_isAskedNoMore() {
    calls(breakers.templates, 20, Duration.ofMillis(1_900));
    assertThat(Breakers.isOpen(breakers.templates)).isFalse();
    calls(breakers.blocks, 5, Duration.ofMillis(2_100));
    assertThat(Breakers.isOpen(breakers.blocks)).isTrue();
  }

  @Test
  void aSlowAudit_isAskedAsLongAsABatchTakesLessThanThirtySeconds() {
    calls(breakers.audit, 40, Duration.ofSeconds(29));
    assertThat(Breakers.isOpen(breakers.audit)).isFalse();
    calls(breakers.audit, 16, Duration.ofSeconds(31)); // 80 % of the latest 20
    assertThat(Breakers.isOpen(breakers.audit)).isTrue();
  }

  @Test
  void whatFailed_isTriedAgainAfterFiveSeconds() {
    fail(breakers.audit);
    clock.advance(Duration.ofSeconds(4));
    assertThatThrownBy(() -> calls(breakers.audit, 1, Duration.ZERO))
        .isInstanceOf(StoreException.class);
    clock.advance(Duration.ofSeconds(2));
    calls(breakers.audit, 2, Duration.ZERO);
    assertThat(breakers.audit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void whatFailed_isTriedAgainNoLaterWhenTheClockIsSetBackAnHour() {
    fail(breakers.audit);
    clock.advance(Duration.ofHours(-1));
    assertThatThrownBy(() -> calls(breakers.audit, 1, Duration.ZERO))
        .isInstanceOf(StoreException.class);
    clock.advance(Duration.ofSeconds(6));
    calls(breakers.audit, 2, Duration.ZERO);
    assertThat(breakers.audit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }
}

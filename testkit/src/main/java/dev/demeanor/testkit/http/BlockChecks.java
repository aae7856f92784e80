package dev.demeanor.testkit.http;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.testkit.http.ApplicationUnderTest.Handler;
import dev.demeanor.testkit.http.ConformanceCase.Check;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** The cases of one handler: open to whoever is not blocked, closed to whoever is. */
final class BlockChecks {

  private static final String ACTOR = "conformance";

  private final ApplicationUnderTest application;
  private final Visitor visitor;

  BlockChecks(ApplicationUnderTest application, Visitor visitor) {
    this.application = application;
    this.visitor = visitor;
  }

  ConformanceCase open(Handler handler) {
    return new ConformanceCase(
        handler + " is open to whoever is not blocked",
        () -> {
          visitor.signIn();
          notBlocked(visitor.ask(handler, Visitor.JSON));
        });
  }

  ConformanceCase closed(Handler handler, Supplier<BlockTarget> target, String what) {
    return new ConformanceCase(
        handler + " is closed to a blocked " + what + ", and open again afterwards",
        () -> {
          visitor.signIn();
          blocked(target.get(), () -> refused(visitor.ask(handler, Visitor.JSON)));
          notBlocked(visitor.ask(handler, Visitor.JSON));
        });
  }

  ConformanceCase closedToStrangers(Handler handler, BlockTarget address) {
    return new ConformanceCase(
        handler + " is closed to a blocked address before sign-in",
        () -> {
          blocked(address, () -> refused(visitor.askAsStranger(handler)));
          notBlocked(visitor.askAsStranger(handler));
        });
  }

  ConformanceCase closedWithAPage(Handler handler, BlockTarget target) {
    return new ConformanceCase(
        handler + " tells a browser with a page",
        () -> {
          visitor.signIn();
          blocked(
              target,
              () -> {
                HttpResponse<String> response = visitor.ask(handler, Visitor.PAGE);
                Expect.that(response.statusCode() == 403, "status is 403");
                Expect.contentType(response, "text/html");
                Expect.reference(response);
                Expect.retryAfter(response);
              });
        });
  }

  private void blocked(BlockTarget target, Check check) throws Exception {
    BehaviorMonitor monitor = application.monitor();
    Block block = monitor.block(target, Duration.ofMinutes(5), ACTOR, "conformance suite");
    try {
      check.run();
    } finally {
      monitor.unblock(block.id(), ACTOR, "conformance suite");
    }
  }

  private static void refused(HttpResponse<String> response) {
    Expect.problem(response, 403, "blocked");
    Expect.retryAfter(response);
    Expect.contains(response, "\"verdict\":\"DENY\"");
  }

  private static void notBlocked(HttpResponse<String> response) {
    Expect.that(!response.body().contains("/problems/blocked"), "nobody is blocked");
    Expect.that(response.statusCode() < 500, "status is no error, was " + response.statusCode());
  }
}

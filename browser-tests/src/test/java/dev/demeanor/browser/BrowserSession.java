package dev.demeanor.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.BehaviorEvent.FixedTextEnd;
import dev.demeanor.wire.Batch;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A page in a window of its own, its keyboard, and the server that hears of it. */
final class BrowserSession implements AutoCloseable {

  private final PageServer server = new PageServer();
  private final BrowserContext context;
  private final Page page;

  BrowserSession(Browser browser, String name) {
    context = browser.newContext();
    context.setDefaultTimeout(120_000);
    page = context.newPage();
    page.navigate(server.url(name));
  }

  PageServer server() {
    return server;
  }

  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  /** Returns a keyboard that types as fast as a practised typist. */
  TimedKeyboard keyboard() {
    return new TimedKeyboard(page.keyboard(), 1, 20, 20);
  }

  void flush() {
    page.evaluate("demeanor.flush()");
  }

  /** Returns all events of a kind that have arrived, in order. */
  <T extends BehaviorEvent> List<T> events(Class<T> kind) {
    return server.batches().stream()
        .map(Batch::events)
        .flatMap(events -> IntStream.range(0, events.size()).mapToObj(events::get))
        .flatMap(event -> kind.isInstance(event) ? Stream.of(kind.cast(event)) : Stream.empty())
        .toList();
  }

  /** Waits for events of a kind and returns all there are. */
  <T extends BehaviorEvent> List<T> await(Class<T> kind, int atLeast) {
    server.await(atLeast + " of " + kind.getSimpleName(), () -> events(kind).size() >= atLeast);
    return events(kind);
  }

  /** Waits for ends of entries and returns all there are. */
  List<FixedTextEnd> awaitEnds(int atLeast) {
    return await(FixedTextEnd.class, atLeast);
  }

  @Override
  public void close() {
    context.close();
    server.close();
  }
}

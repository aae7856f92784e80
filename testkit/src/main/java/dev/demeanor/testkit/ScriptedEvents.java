package dev.demeanor.testkit;

import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The security events of a scripted monitor. Thread-safe. */
final class ScriptedEvents {

  private static final Comparator<SecurityEvent> LATEST_FIRST =
      Comparator.comparing(SecurityEvent::at).thenComparing(SecurityEvent::id).reversed();

  private final List<SecurityEvent> events = new ArrayList<>();

  synchronized void record(SecurityEvent event) {
    if (find(event.tenant(), event.id()).isEmpty()) {
      events.add(event);
    }
  }

  synchronized Optional<SecurityEvent> find(String tenant, String id) {
    return events.stream()
        .filter(event -> event.tenant().equals(tenant) && event.id().equals(id))
        .findFirst();
  }

  synchronized List<SecurityEvent> page(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
    return events.stream()
        .filter(filter::matches)
        .sorted(LATEST_FIRST)
        .filter(event -> after == null || isAfter(event, after))
        .limit(limit)
        .toList();
  }

  private static boolean isAfter(SecurityEvent event, SecurityEvent.Position position) {
    int byTime = event.at().compareTo(position.at());
    return byTime < 0 || byTime == 0 && event.id().compareTo(position.id()) < 0;
  }

  synchronized SaveResult adjudicate(
      String tenant, String id, Adjudication adjudication, long expectedVersion) {
    SecurityEvent event = find(tenant, id).orElse(null);
    if (event == null || event.version() != expectedVersion) {
      return new SaveResult.Conflict(event == null ? 0 : event.version());
    }
    SecurityEvent judged = event.with(adjudication);
    events.remove(event);
    events.add(judged);
    return new SaveResult.Saved(judged.version());
  }
}

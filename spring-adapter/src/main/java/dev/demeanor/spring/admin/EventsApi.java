package dev.demeanor.spring.admin;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spring.RecentDecision;
import dev.demeanor.spring.RecentDecisions;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Security events: to be listed, explained and judged. Thread-safe. */
@RestController
@RequestMapping(AdminApi.PATH + "/events")
final class EventsApi implements AdminApi {

  private static final int MOST = 200;

  private final BehaviorMonitor monitor;
  private final RecentDecisions decisions;
  private final String tenant;

  EventsApi(BehaviorMonitor monitor, RecentDecisions decisions, String tenant) {
    this.monitor = monitor;
    this.decisions = decisions;
    this.tenant = tenant;
  }

  @GetMapping
  Page<EventView> list(
      @RequestParam(required = false) @Nullable String account,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    SecurityEventFilter filter =
        new SecurityEventFilter(
            tenant,
            account == null ? null : monitor.subjectKey(Requests.subject(tenant, account)),
            kind,
            Requests.word(Adjudication.Status.class, "status", status),
            from,
            until);
    List<SecurityEvent> events =
        monitor.securityEvents(filter, Requests.position(after), Requests.limit(limit, MOST));
    String next =
        events.size() < limit ? null : Requests.cursor(events.get(events.size() - 1).position());
    return new Page<>(events.stream().map(EventView::of).toList(), next);
  }

  @GetMapping("/{id}")
  EventView event(@PathVariable String id) {
    return EventView.of(find(id));
  }

  /** What stood behind the decision that an event is about, while it is among the latest ones. */
  @GetMapping("/{id}/explanation")
  RecentDecision explanation(@PathVariable String id) {
    String record = find(id).recordId();
    return decisions
        .find(record == null ? "" : record)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "The decision is not among the latest; see the audit"));
  }

  /**
   * A judgement.
   *
   * @param status {@code IN_REVIEW} or {@code DECIDED}
   * @param decision {@code GENUINE}, {@code IMPOSTOR} or {@code INCONCLUSIVE} when decided
   * @param notes why, when decided
   * @param version the version of the event that was judged
   * @param liftBlock whether GENUINE lifts the block
   */
  record Judgement(
      @Nullable String status,
      @Nullable String decision,
      @Nullable String notes,
      @Nullable Long version,
      @Nullable Boolean liftBlock) {}

  @PostMapping("/{id}/adjudication")
  EventView judge(@PathVariable String id, @RequestBody Judgement said, Principal operator) {
    find(id);
    if (said.version() == null) {
      throw new InvalidRequestException("version", "must be that of the event as it was seen");
    }
    SaveResult result =
        monitor.adjudicate(
            tenant,
            id,
            adjudication(said, operator.getName()),
            said.version(),
            Boolean.TRUE.equals(said.liftBlock()));
    if (result instanceof SaveResult.Conflict) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Somebody else has judged meanwhile; look again");
    }
    return EventView.of(find(id));
  }

  private static Adjudication adjudication(Judgement said, String operator) {
    Adjudication.Status status = Requests.word(Adjudication.Status.class, "status", said.status());
    if (status == Adjudication.Status.IN_REVIEW) {
      return Adjudication.inReview(operator);
    }
    if (status != Adjudication.Status.DECIDED) {
      throw new InvalidRequestException("status", "must be IN_REVIEW or DECIDED");
    }
    Adjudication.Decision found =
        Requests.word(Adjudication.Decision.class, "decision", said.decision());
    if (found == null) {
      throw new InvalidRequestException(
          "decision", "must be GENUINE, IMPOSTOR or INCONCLUSIVE when the status is DECIDED");
    }
    return Adjudication.decided(found, operator, Requests.text("notes", said.notes()));
  }

  private SecurityEvent find(String id) {
    return monitor
        .securityEvent(tenant, id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such event"));
  }
}

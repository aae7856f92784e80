package dev.demeanor.spring.admin;

import dev.demeanor.spring.RecentDecision;
import dev.demeanor.spring.RecentDecisions;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The latest decisions of this process. Thread-safe. */
@RestController
@RequestMapping(AdminApi.PATH + "/decisions")
final class DecisionsApi implements AdminApi {

  private static final int MOST = 1_000;

  private final RecentDecisions decisions;

  DecisionsApi(RecentDecisions decisions) {
    this.decisions = decisions;
  }

  @GetMapping
  Page<RecentDecision> list(@RequestParam(defaultValue = "50") int limit) {
    return new Page<>(decisions.latest(Requests.limit(limit, MOST)), null);
  }

  @GetMapping("/{id}")
  RecentDecision decision(@PathVariable String id) {
    return decisions
        .find(id)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "The decision is not among the latest; see the audit"));
  }
}

package dev.demeanor.servlet;

import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Decision;
import dev.demeanor.message.MessageKey;
import dev.demeanor.subject.SessionId;
import dev.demeanor.wire.Batch;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchReader;
import dev.demeanor.wire.BatchResult;
import dev.demeanor.wire.Message;
import dev.demeanor.wire.RefusedBatch;
import dev.demeanor.wire.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where pages send events, with {@code fetch} or {@code sendBeacon}. {@code GET} gives the first
 * nonce, {@code POST} takes a batch, decides, and gives the next; answers are those of {@code
 * docs/collector.md}. Only for whoever is signed in. Thread-safe.
 */
public final class IngestServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(IngestServlet.class);

  private final transient ServletParts parts;
  private final transient ServletSessions sessions;
  private final transient ProblemWriter problems;
  private final transient CaptureNonces nonces;
  private final transient BatchReader reader;
  private final transient IngestGuard guard;
  private final transient IngestCounters counters = new IngestCounters();

  IngestServlet(ServletParts parts) {
    this.parts = parts;
    this.sessions = parts.sessions();
    this.problems = parts.problems();
    this.nonces = parts.nonces();
    this.reader = new BatchReader(parts.settings().batch());
    this.guard = new IngestGuard(parts);
  }

  /** Returns what became of batches since the start. */
  public IngestStatistics statistics() {
    return counters.statistics();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<BoundSession> bound = admitted(request, response);
    if (bound.isEmpty()) {
      return;
    }
    reply(response, Reply.next(nonces.give(bound.get().behavior().id())));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<BoundSession> bound = admitted(request, response);
    if (bound.isEmpty()) {
      return;
    }
    Optional<BatchFormat> format = guard.format(request);
    if (format.isEmpty()) {
      refuse(request, response, IngestGuard.mediaType());
      return;
    }
    int most = reader.limits().bytes();
    byte[] bytes =
        request.getContentLengthLong() > most
            ? new byte[0]
            : request.getInputStream().readNBytes(most + 1);
    if (request.getContentLengthLong() > most || bytes.length > most) {
      refuse(request, response, IngestGuard.tooLarge().withNonce(give(bound.get())));
      return;
    }
    read(request, response, bound.get(), reader.read(format.get(), bytes, bytes.length));
  }

  /** Returns the session that may send, or refuses it. */
  private Optional<BoundSession> admitted(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<BoundSession> bound = sessions.bound(request);
    Optional<Problem> problem = guard.check(request, bound);
    if (problem.isPresent() || bound.isEmpty()) {
      refuse(request, response, problem.orElseGet(IngestGuard::noSession));
      return Optional.empty();
    }
    return bound;
  }

  /** Whoever is blocked, or sends what is no batch, changes nothing. */
  private void read(
      HttpServletRequest request,
      HttpServletResponse response,
      BoundSession bound,
      BatchResult result)
      throws IOException {
    if (result instanceof RefusedBatch mistake) {
      refuse(request, response, IngestGuard.invalid(mistake).withNonce(give(bound)));
      return;
    }
    Batch batch = (Batch) result;
    SessionId session = bound.behavior().id();
    NonceRing.State nonce = nonces.use(session, batch.nonce());
    if (nonce != NonceRing.State.FRESH) {
      refuse(request, response, IngestGuard.nonce(nonce).withNonce(give(bound)));
    } else if (nonces.isRepeated(session, batch.events())) {
      refuse(request, response, IngestGuard.repeated().withNonce(give(bound)));
    } else {
      counters.taken(batch);
      batch.feedTo(bound.behavior());
      decided(request, response, bound, decide(request, bound.behavior()));
    }
  }

  private Decision decide(HttpServletRequest request, BehaviorSession session) {
    Decision decision =
        session.assess(CorrelationId.of(request, parts.tokens()), parts.settings().eventsPath());
    try {
      parts.decisions().handle(request, decision);
    } catch (RuntimeException e) {
      LOG.warn("A decision handler failed; the decision stands", e);
    }
    return decision;
  }

  private void decided(
      HttpServletRequest request,
      HttpServletResponse response,
      BoundSession bound,
      Decision decision)
      throws IOException {
    sessions.carryOut(request, decision);
    MessageKey told = MessageKey.of(decision).orElse(null);
    if (decision.consequence().endsSession()) {
      refuse(
          request,
          response,
          problems.denied(request, told == null ? MessageKey.SESSION_ENDED : told));
    } else if (told == null) {
      reply(response, Reply.next(give(bound)));
    } else {
      Message message = problems.message(request, told, Duration.ZERO);
      String reference = CorrelationId.of(request, parts.tokens());
      reply(response, new Reply(give(bound), true, message, reference));
    }
  }

  private String give(BoundSession bound) {
    return nonces.give(bound.behavior().id());
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    counters.refused(problem.type());
    problems.writeJson(request, response, problem);
  }

  private static void reply(HttpServletResponse response, Reply reply) throws IOException {
    byte[] body = reply.toJson().getBytes(StandardCharsets.UTF_8);
    response.setContentType(BatchFormat.JSON.mediaType());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

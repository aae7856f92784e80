package dev.demeanor.servlet;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * Behaviour sessions of HTTP sessions: opened with the first request that somebody is signed in,
 * closed when that ends. Survives a change of the HTTP session's id. Requests that bring a key of
 * their own ({@link SubjectResolver#sessionKey}) have the session of that key, closed when it is
 * idle. Thread-safe.
 */
public final class ServletSessions {

  private final BehaviorMonitor monitor;
  private final SubjectResolver subjects;
  private final ClientAddresses addresses;
  private final Tokens tokens;
  private final CaptureNonces nonces;
  private final TokenBindings keyed;

  ServletSessions(
      BehaviorMonitor monitor,
      SubjectResolver subjects,
      ClientAddresses addresses,
      Tokens tokens,
      CaptureNonces nonces,
      TokenBindings keyed) {
    this.monitor = monitor;
    this.subjects = subjects;
    this.addresses = addresses;
    this.tokens = tokens;
    this.nonces = nonces;
    this.keyed = keyed;
  }

  /**
   * Returns the session of whoever is signed in; empty when nobody is, or there is neither an HTTP
   * session nor a key.
   */
  public Optional<BehaviorSession> find(HttpServletRequest request) {
    return bound(request).map(BoundSession::behavior);
  }

  /**
   * Returns a nonce for the page that is being written, so that its collector need not ask for one;
   * empty when nobody is signed in.
   */
  public Optional<String> nonce(HttpServletRequest request) {
    return find(request).map(session -> nonces.give(session.id()));
  }

  /** Returns whether the person has been asked to prove their identity and has not done so. */
  public boolean isChallenged(HttpServletRequest request) {
    return bound(request).filter(bound -> bound.binding().isChallenged()).isPresent();
  }

  /**
   * The person has proved their identity. Returns whether that could be recorded; if not, they stay
   * challenged.
   */
  public boolean challengePassed(HttpServletRequest request) {
    Optional<BoundSession> bound = bound(request);
    if (bound.isEmpty() || !bound.get().behavior().feedback(Feedback.CHALLENGE_PASSED)) {
      return false;
    }
    bound.get().binding().challenged(false);
    return true;
  }

  /** The person tried to prove their identity and failed. Returns whether that was recorded. */
  public boolean challengeFailed(HttpServletRequest request) {
    Optional<BehaviorSession> session = find(request);
    return session.isPresent() && session.get().feedback(Feedback.CHALLENGE_FAILED);
  }

  /**
   * Carries out what follows from a decision on the request's session: CHALLENGE makes it prove its
   * identity, whatever ends the session ends it. For hosts that assess by themselves; what pages
   * send is carried out already.
   */
  public void carryOut(HttpServletRequest request, Decision decision) {
    if (decision.consequence().endsSession()) {
      end(request);
    } else if (decision.consequence() == Consequence.CHALLENGE) {
      bound(request).ifPresent(bound -> bound.binding().challenged(true));
    }
  }

  /**
   * Returns whether a request has its session by a key that it brought, and none by an HTTP
   * session.
   */
  public boolean isKeyed(HttpServletRequest request) {
    return key(request).isPresent();
  }

  /**
   * Ends the HTTP session and with it the behaviour session. A session by a key is over: its
   * requests are refused until somebody signs in anew. Ending twice is harmless.
   */
  public void end(HttpServletRequest request) {
    key(request).ifPresent(SessionBinding::over);
    HttpSession http = request.getSession(false);
    if (http != null) {
      try {
        http.invalidate();
      } catch (IllegalStateException e) {
        return; // somebody else was faster
      }
    }
  }

  Optional<BoundSession> bound(HttpServletRequest request) {
    Optional<SessionBinding> brought = key(request);
    if (brought.isPresent()) {
      return Optional.of(new BoundSession(open(request, brought.get()), brought.get()));
    }
    HttpSession http = request.getSession(false);
    return http == null ? Optional.empty() : bound(request, http);
  }

  private Optional<SessionBinding> key(HttpServletRequest request) {
    return subjects
        .sessionKey(request)
        .flatMap(key -> subjects.find(request).map(subject -> keyed.of(subject, key)));
  }

  private Optional<BoundSession> bound(HttpServletRequest request, HttpSession http) {
    try {
      Optional<SubjectId> subject = subjects.find(request);
      if (subject.isEmpty()) {
        signedOut(http);
        return Optional.empty();
      }
      SessionBinding binding = binding(http, subject.get());
      return Optional.of(new BoundSession(open(request, binding), binding));
    } catch (IllegalStateException e) { // the HTTP session ended meanwhile
      return Optional.empty();
    }
  }

  private SessionBinding binding(HttpSession http, SubjectId subject) {
    if (http.getAttribute(SessionBinding.ATTRIBUTE) instanceof SessionBinding known
        && known.isOf(subject)) {
      known.attach(monitor);
      return known;
    }
    SessionBinding made = new SessionBinding(new SessionId(tokens.next()), subject, monitor);
    http.setAttribute(SessionBinding.ATTRIBUTE, made); // unbinds the one of somebody else
    return made;
  }

  private void signedOut(HttpSession http) {
    if (http.getAttribute(SessionBinding.ATTRIBUTE) != null) {
      http.removeAttribute(SessionBinding.ATTRIBUTE);
    }
  }

  /** The monitor closes idle sessions on its own: then the session begins anew. */
  private BehaviorSession open(HttpServletRequest request, SessionBinding binding) {
    Optional<BehaviorSession> open = monitor.session(binding.session());
    if (open.isPresent()) {
      return open.get();
    }
    SessionOptions defaults =
        SessionOptions.of(binding.subject(), binding.session()).from(null, addresses.of(request));
    SessionOptions options = subjects.options(request, defaults);
    binding.deviceId(options.deviceId());
    return monitor.open(options);
  }
}

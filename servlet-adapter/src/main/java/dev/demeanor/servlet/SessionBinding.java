package dev.demeanor.servlet;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What ties an HTTP session to a behaviour session: an attribute of the former, with an id of our
 * own, so that the container may change the id of its session. When the attribute goes, by
 * sign-out, expiry or another sign-in, the behaviour session ends. Serializable, so that a
 * container may store or move the HTTP session; the monitor is put in again with the next request.
 */
final class SessionBinding implements HttpSessionBindingListener, Serializable {

  static final String ATTRIBUTE = SessionBinding.class.getName();

  private static final long serialVersionUID = 1;

  private final String session;
  private final String tenant;
  private final String account;
  private volatile @Nullable String deviceId;
  private volatile boolean challenged;
  private volatile boolean over;

  /** The monitor, null after the HTTP session was stored and read. */
  private transient volatile @Nullable BehaviorMonitor monitor;

  SessionBinding(SessionId session, SubjectId subject, BehaviorMonitor monitor) {
    this.session = session.value();
    this.tenant = subject.tenant();
    this.account = subject.account();
    this.monitor = monitor;
  }

  SessionId session() {
    return new SessionId(session);
  }

  SubjectId subject() {
    return new SubjectId(tenant, account);
  }

  boolean isOf(SubjectId subject) {
    return subject.tenant().equals(tenant) && subject.account().equals(account);
  }

  void attach(BehaviorMonitor newMonitor) {
    monitor = newMonitor;
  }

  @Nullable String deviceId() {
    return deviceId;
  }

  void deviceId(@Nullable String newDeviceId) {
    deviceId = newDeviceId;
  }

  boolean isChallenged() {
    return challenged;
  }

  void challenged(boolean nowChallenged) {
    challenged = nowChallenged;
  }

  /** Returns whether it was ended where there is no HTTP session that could have been. */
  boolean isOver() {
    return over;
  }

  void over() {
    over = true;
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    BehaviorMonitor known = monitor;
    if (known != null) {
      known.session(session()).ifPresent(BehaviorSession::close);
    }
  }
}

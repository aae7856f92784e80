package dev.demeanor.testkit.http;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionOptions;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;

/** A running application that {@link AdapterConformance} asks. */
public interface ApplicationUnderTest {

  /** Returns where it listens, for instance {@code http://127.0.0.1:8080}; no path. */
  URI base();

  /** Returns its monitor. */
  BehaviorMonitor monitor();

  /** Returns whom {@link #signIn} signs in. */
  SubjectId subject();

  /**
   * Signs the subject in.
   *
   * @param client keeps cookies, does not follow redirects
   */
  void signIn(HttpClient client) throws IOException, InterruptedException;

  /** Returns the session that was opened last; {@link OpenedSessions} sees it. */
  SessionOptions opened();

  /** Returns every mapped handler, read from the application and not written down. */
  List<Handler> handlers();

  /** Returns where pages send events. */
  default String eventsPath() {
    return "/demeanor/events";
  }

  /** Returns how the application calls the device of the tests; empty where it names none. */
  default Optional<String> device() {
    return Optional.empty();
  }

  /** Returns the address the application sees the tests come from. */
  default String address() {
    return "127.0.0.1";
  }

  /**
   * A mapped handler.
   *
   * @param method HTTP method
   * @param path a path that leads to it
   */
  record Handler(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}

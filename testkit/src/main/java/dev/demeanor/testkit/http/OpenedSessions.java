package dev.demeanor.testkit.http;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks on as an application opens sessions, which tell nobody outside their id: around the monitor
 * that the application is given. Thread-safe.
 *
 * <pre>{@code
 * OpenedSessions opened = new OpenedSessions();
 * application.start(opened.around(monitor));
 * }</pre>
 */
public final class OpenedSessions {

  private final AtomicReference<@Nullable SessionOptions> latest = new AtomicReference<>();

  /** Makes one that has seen nothing. */
  public OpenedSessions() {}

  /** Returns a monitor that does what this one does. */
  public BehaviorMonitor around(BehaviorMonitor monitor) {
    return (BehaviorMonitor)
        Proxy.newProxyInstance(
            BehaviorMonitor.class.getClassLoader(),
            new Class<?>[] {BehaviorMonitor.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("open")) {
                latest.set((SessionOptions) arguments[0]);
              }
              try {
                return method.invoke(monitor, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** Returns what the session was opened with that was opened last. */
  public Optional<SessionOptions> latest() {
    return Optional.ofNullable(latest.get());
  }
}

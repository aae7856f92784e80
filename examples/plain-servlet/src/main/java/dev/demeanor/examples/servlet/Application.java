package dev.demeanor.examples.servlet;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.limit.LimitConfig;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.ServletSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;

/** The application in its container. What belongs to Demeanor stands in {@link #demeanor}. */
final class Application implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final Context context;
  private final BehaviorMonitor monitor;
  private final Accounts accounts;
  private final LimitConfig attempts;

  Application(int port, BehaviorMonitor monitor, Accounts accounts) {
    this(port, monitor, accounts, LimitConfig.defaults());
  }

  Application(int port, BehaviorMonitor monitor, Accounts accounts, LimitConfig attempts) {
    this.monitor = monitor;
    this.accounts = accounts;
    this.attempts = attempts;
    tomcat.setBaseDir(new File(System.getProperty("java.io.tmpdir"), "plain-servlet").getPath());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    context = tomcat.addContext("", null);
    context.addServletContainerInitializer((types, servlets) -> demeanor(servlets), Set.of());
    Rfc6265CookieProcessor cookies = new Rfc6265CookieProcessor();
    cookies.setSameSiteCookies("strict"); // no form of another site arrives signed in
    context.setCookieProcessor(cookies);
    context.setUseHttpOnly(true);
    map("/", new DefaultServlet());
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Cannot listen on port " + port, e);
    }
  }

  private void demeanor(ServletContext servlets) {
    // tag::adapter[]
    ServletSettings settings =
        ServletSettings.defaults()
            .withAttempts(attempts, List.of("/sign-in", "/confirm"))
            .withChallengePath("/confirm");
    ServletAdapter adapter =
        ServletAdapter.builder(monitor).settings(settings).subjects(SignedIn::subject).build();
    adapter.register(servlets);
    // end::adapter[]
    servlets.addServlet("home", new HomeServlet(adapter.sessions())).addMapping("/home");
    servlets.addServlet("sign-in", new SignInServlet(accounts)).addMapping("/sign-in");
    servlets.addServlet("sign-out", new SignOutServlet()).addMapping("/sign-out");
    servlets
        .addServlet("confirm", new ConfirmServlet(accounts, adapter.sessions()))
        .addMapping("/confirm");
    servlets.addServlet("start", new StartServlet()).addMapping("");
  }

  private void map(String pattern, HttpServlet servlet) {
    Tomcat.addServlet(context, "default", servlet);
    context.addServletMappingDecoded(pattern, "default");
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /** Returns the patterns that servlets are mapped to. */
  List<String> mappings() {
    return List.of(context.findServletMappings());
  }

  void await() {
    tomcat.getServer().await();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Cannot stop", e);
    }
  }
}

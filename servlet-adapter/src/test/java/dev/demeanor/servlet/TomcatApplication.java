package dev.demeanor.servlet;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionOptions;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.http.ApplicationUnderTest;
import dev.demeanor.testkit.http.OpenedSessions;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** A small application in a real Tomcat, on a free port of this machine. */
final class TomcatApplication implements ApplicationUnderTest, AutoCloseable {

  static final String USER = "ada";
  private static final String DEVICE = "laptop-of-the-tests";

  private final Tomcat tomcat = new Tomcat();
  private final Context context;
  private final BehaviorMonitor monitor;
  private final OpenedSessions opened = new OpenedSessions();
  private ServletAdapter adapter;

  /** How often a handler behind the filter ran. */
  final AtomicInteger served = new AtomicInteger();

  TomcatApplication(
      BehaviorMonitor monitor,
      ServletSettings settings,
      UnaryOperator<ServletAdapter.Builder> customizer) {
    this.monitor = monitor;
    Logger.getLogger("org.apache").setLevel(Level.SEVERE);
    tomcat.setBaseDir(new File("target/tomcat").getAbsolutePath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    context = tomcat.addContext("/app", null);
    context.addServletContainerInitializer(
        (classes, servletContext) -> {
          adapter =
              customizer
                  .apply(
                      ServletAdapter.builder(opened.around(monitor))
                          .settings(settings)
                          .subjects(new People()))
                  .build();
          adapter.register(servletContext);
        },
        Set.of());
    handler("/open", this::open);
    handler("/forward", (in, out) -> in.getRequestDispatcher("/open").forward(in, out));
    handler("/include", (in, out) -> in.getRequestDispatcher("/open").include(in, out));
    handler("/async", TomcatApplication::async);
    handler("/missing", (in, out) -> out.sendError(404));
    handler("/sign-in", TomcatApplication::signIn);
    handler("/sign-out", (in, out) -> in.getSession().removeAttribute("user"));
    handler("/renew", TomcatApplication::renew);
    handler("/proved", (in, out) -> out.setStatus(proved(in) ? 200 : 409));
    handler("/end", (in, out) -> adapter.sessions().end(in));
    handler("/nonce", (in, out) -> out.getWriter().print(adapter.sessions().nonce(in).orElse("")));
    handler("/session", (in, out) -> out.getWriter().print(session(in)));
    handler("/prove", (in, out) -> out.getWriter().print("who are you?"));
    Tomcat.addServlet(context, "default", new DefaultServlet());
    context.addServletMappingDecoded("/", "default");
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Serving {
    void serve(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  private void handler(String path, Serving serving) {
    HttpServlet servlet =
        new HttpServlet() {
          private static final long serialVersionUID = 1;

          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws IOException, ServletException {
            serving.serve(request, response);
          }
        };
    Tomcat.addServlet(context, path, servlet).setAsyncSupported(true);
    context.addServletMappingDecoded(path, path);
  }

  private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
    served.incrementAndGet();
    response.getWriter().print("open " + CorrelationId.find(request));
  }

  private static void async(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync();
    async.dispatch("/open");
  }

  private static void signIn(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession();
    String user = request.getParameter("user");
    session.setAttribute("user", user == null ? USER : user);
  }

  private static void renew(HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
  }

  private String session(HttpServletRequest request) {
    return adapter.sessions().find(request).map(each -> each.id().value()).orElse("");
  }

  /** Returns the behaviour session of whoever is signed in with this client. */
  SessionId sessionId(HttpClient client) throws IOException, InterruptedException {
    return new SessionId(get(client, "/session").body());
  }

  private boolean proved(HttpServletRequest request) {
    return adapter.sessions().challengePassed(request);
  }

  /** Whoever is signed in, at a device with a name. */
  private static final class People implements SubjectResolver {

    @Override
    public Optional<SubjectId> find(HttpServletRequest request) {
      HttpSession session = request.getSession(false);
      Object user = session == null ? null : session.getAttribute("user");
      return Optional.ofNullable(user).map(name -> SubjectId.of((String) name));
    }

    @Override
    public SessionOptions options(HttpServletRequest request, SessionOptions defaults) {
      return defaults.from(DEVICE, defaults.address());
    }
  }

  ServletAdapter adapter() {
    return adapter;
  }

  static HttpClient client() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  HttpResponse<String> get(HttpClient client, String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(HttpClient client, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base().resolve("/app" + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
  }

  @Override
  public BehaviorMonitor monitor() {
    return monitor;
  }

  @Override
  public SubjectId subject() {
    return SubjectId.of(USER);
  }

  @Override
  public SessionOptions opened() {
    return opened.latest().orElseThrow();
  }

  @Override
  public Optional<String> device() {
    return Optional.of(DEVICE);
  }

  @Override
  public String eventsPath() {
    return "/app/demeanor/events";
  }

  @Override
  public void signIn(HttpClient client) throws IOException, InterruptedException {
    post(client, "/sign-in", new byte[0]);
  }

  /** Read from the container: what is mapped and not listed cannot be forgotten. */
  @Override
  public List<Handler> handlers() {
    Map<String, String> mapped = new TreeMap<>();
    for (String pattern : context.findServletMappings()) {
      mapped.put(pattern, context.findServletMapping(pattern));
    }
    List<Handler> handlers = new ArrayList<>();
    for (String path : mapped.keySet()) {
      for (String method : Arrays.asList("GET", "POST")) {
        handlers.add(new Handler(method, "/app" + path));
      }
    }
    handlers.add(new Handler("GET", "/app/nothing-is-mapped-here"));
    return handlers;
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}

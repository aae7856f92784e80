package dev.demeanor.servlet;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.limit.RateLimits;
import dev.demeanor.message.Messages;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Demeanor for a servlet application: makes the filters and servlets, and registers them. One for
 * each application, made when it starts. Thread-safe; the monitor stays the caller's to close.
 *
 * <pre>{@code
 * ServletAdapter adapter = ServletAdapter.builder(monitor).build();
 * adapter.register(servletContext);   // before other filters
 * }</pre>
 */
public final class ServletAdapter {

  private final ServletParts parts;
  private final BlockFilter blockFilter;
  private final AttemptFilter attemptFilter;
  private final IngestServlet ingestServlet;
  private final Optional<CollectorServlet> collectorServlet;

  private ServletAdapter(Builder builder) {
    ServletSettings settings = builder.settings;
    Tokens tokens = new Tokens();
    ClientAddresses addresses =
        new ClientAddresses(settings.trustedProxies(), settings.forwardedHeader());
    CaptureNonces nonces = new CaptureNonces(tokens, settings.nonceLife(), builder.ticker);
    parts =
        new ServletParts(
            builder.monitor,
            settings,
            builder.subjects,
            new ServletSessions(
                builder.monitor,
                builder.subjects,
                addresses,
                tokens,
                nonces,
                new TokenBindings(builder.monitor, builder.ticker)),
            addresses,
            new ProblemWriter(tokens, builder.texts),
            builder.decisions,
            nonces,
            RateLimits.builder(settings.ingestLimit()).ticker(builder.ticker).build(),
            RateLimits.builder(settings.attemptLimit()).ticker(builder.ticker).build(),
            tokens,
            builder.clock);
    blockFilter = new BlockFilter(parts);
    attemptFilter = new AttemptFilter(parts);
    ingestServlet = new IngestServlet(parts);
    collectorServlet = CollectorServlet.find(builder.loader);
  }

  /** Begins to make an adapter for a monitor. */
  public static Builder builder(BehaviorMonitor monitor) {
    return new Builder(monitor);
  }

  /**
   * Registers everything. Filters are put before those that are mapped already; call it before the
   * application maps its own, or filters with a lower order in {@code web.xml} come first.
   */
  public void register(ServletContext context) {
    filter(context, "demeanor-blocks", blockFilter, EnumSet.allOf(DispatcherType.class));
    filter(context, "demeanor-attempts", attemptFilter, EnumSet.of(DispatcherType.REQUEST));
    servlet(context, "demeanor-events", ingestServlet, parts.settings().eventsPath());
    collectorServlet.ifPresent(
        servlet -> servlet(context, "demeanor-collector", servlet, parts.settings().scriptPath()));
  }

  /** Returns the block check; see {@link BlockFilter} for where to put it. */
  public BlockFilter blockFilter() {
    return blockFilter;
  }

  /** Returns the limit of attempts to sign in; to be put after the block check. */
  public AttemptFilter attemptFilter() {
    return attemptFilter;
  }

  /** Returns the endpoint for events. */
  public IngestServlet ingestServlet() {
    return ingestServlet;
  }

  /** Returns the servlet of the collector's script; empty when its jar is not there. */
  public Optional<CollectorServlet> collectorServlet() {
    return collectorServlet;
  }

  /** Returns the sessions. */
  public ServletSessions sessions() {
    return parts.sessions();
  }

  /** Returns where requests come from. */
  public ClientAddresses addresses() {
    return parts.addresses();
  }

  /** Returns what writes refusals. */
  public ProblemWriter problems() {
    return parts.problems();
  }

  private static void filter(
      ServletContext context, String name, Filter filter, EnumSet<DispatcherType> dispatches) {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    if (registration == null) {
      throw registered(name);
    }
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(dispatches, false, "/*");
  }

  private static void servlet(ServletContext context, String name, Servlet servlet, String path) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    if (registration == null) {
      throw registered(name);
    }
    if (!registration.addMapping(path).isEmpty()) {
      throw new IllegalStateException(
          "Another servlet is mapped to " + path + "; set another path in ServletSettings");
    }
  }

  private static IllegalStateException registered(String name) {
    return new IllegalStateException(
        name + " is registered already: register one ServletAdapter, once");
  }

  /** Makes an adapter. Not thread-safe. */
  public static final class Builder {
    private final BehaviorMonitor monitor;
    private ServletSettings settings = ServletSettings.defaults();
    private SubjectResolver subjects = SubjectResolver.principal();
    private MessageTexts texts = Messages::of;
    private DecisionHandler decisions = (request, decision) -> {};
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;
    private ClassLoader loader = ServletAdapter.class.getClassLoader();

    private Builder(BehaviorMonitor monitor) {
      this.monitor = monitor;
    }

    /** Sets how it behaves; {@link ServletSettings#defaults} when left out. */
    public Builder settings(ServletSettings newSettings) {
      settings = newSettings;
      return this;
    }

    /** Sets who is signed in; the container's principal when left out. */
    public Builder subjects(SubjectResolver newSubjects) {
      subjects = newSubjects;
      return this;
    }

    /** Sets the words for people; those that come with Demeanor when left out. */
    public Builder texts(MessageTexts newTexts) {
      texts = newTexts;
      return this;
    }

    /** Sets who hears decisions; nobody when left out. */
    public Builder decisions(DecisionHandler newHandler) {
      decisions = newHandler;
      return this;
    }

    /** Sets the wall clock that ends of blocks are compared with; the system's when left out. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /** Sets the monotonic clock of nonces and limits, in nanoseconds. */
    public Builder ticker(LongSupplier nanoTime) {
      ticker = nanoTime;
      return this;
    }

    /** Sets where the collector's script is looked for; this class's loader when left out. */
    public Builder classLoader(ClassLoader newLoader) {
      loader = newLoader;
      return this;
    }

    /** Makes the adapter. */
    public ServletAdapter build() {
      return new ServletAdapter(this);
    }
  }
}

package dev.demeanor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionOptions;
import dev.demeanor.servlet.SubjectResolver;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.http.AdapterConformance;
import dev.demeanor.testkit.http.ApplicationUnderTest;
import dev.demeanor.testkit.http.OpenedSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The running demo, asked by the suite for every adapter. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "demeanor.web.sign-in-attempts=10000",
      "demeanor.deadline=60s",
      "demo.operator-password=only-for-this-test"
    })
class ConformanceTest implements ApplicationUnderTest {

  private static final String ACCOUNT = "ada";
  private static final String PASSWORD = "analytical engine";
  private static final String ERROR_PAGE = "/error";
  private static final String DEVICE = "device-of-the-tests";
  private static final OpenedSessions OPENED = new OpenedSessions();
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @TempDir static Path folder;

  /** Looks on as sessions are opened, and gives their device a name. */
  @TestConfiguration(proxyBeanMethods = false)
  static class LookingOn {

    @Bean
    static BeanPostProcessor lookingOn() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          if (bean instanceof BehaviorMonitor known) {
            return OPENED.around(known);
          }
          return bean instanceof SubjectResolver known ? atDevice(known) : bean;
        }
      };
    }

    private static SubjectResolver atDevice(SubjectResolver known) {
      return new SubjectResolver() {
        @Override
        public Optional<SubjectId> find(HttpServletRequest request) {
          return known.find(request);
        }

        @Override
        public SessionOptions options(HttpServletRequest request, SessionOptions defaults) {
          return known.options(request, defaults).from(DEVICE, defaults.address());
        }
      };
    }
  }

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;
  @Autowired private BehaviorMonitor monitor;
  @Autowired private Accounts accounts;

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry registry) {
    registry.add("demeanor.store.file", () -> folder.resolve("demeanor").toString());
    registry.add("demeanor.secret", DemoApplication::random);
  }

  @TestFactory
  Stream<DynamicTest> everyHandler_isClosedToTheBlocked_andBadBatchesAreRefused() {
    var unused = accounts.create(ACCOUNT, PASSWORD);
    return new AdapterConformance(this)
        .cases().stream().map(each -> DynamicTest.dynamicTest(each.name(), each.check()::run));
  }

  @Test
  void handlers_areThoseOfTheApplication() {
    assertThat(handlers())
        .contains(
            new Handler("GET", "/mail"),
            new Handler("GET", "/mail/1"),
            new Handler("POST", "/mail"),
            new Handler("GET", "/demeanor/admin/blocks"),
            new Handler("POST", "/demeanor/events"),
            new Handler("GET", "/demeanor/collector.js"))
        .hasSizeGreaterThan(25);
  }

  @Test
  void errorPage_isClosedToTheBlocked() throws IOException, InterruptedException {
    Block block =
        monitor.block(
            BlockTarget.address("default", address()), Duration.ofMinutes(5), "test", "a test");
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(base().resolve(ERROR_PAGE)).build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("/problems/blocked");
    } finally {
      monitor.unblock(block.id(), "test", "the test is over");
    }
  }

  @Test
  void probes_answerWithoutSignIn() throws IOException, InterruptedException {
    HttpClient stranger = HttpClient.newHttpClient();
    for (String probe : List.of("", "/liveness", "/readiness")) {
      URI health = base().resolve("/actuator/health" + probe);
      HttpResponse<String> answer =
          stranger.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(probe).isEqualTo(200);
      assertThat(answer.body()).contains("\"UP\"").doesNotContain("templates");
    }
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public BehaviorMonitor monitor() {
    return monitor;
  }

  @Override
  public SubjectId subject() {
    return SubjectId.of(ACCOUNT);
  }

  @Override
  public SessionOptions opened() {
    return OPENED.latest().orElseThrow();
  }

  @Override
  public Optional<String> device() {
    return Optional.of(DEVICE);
  }

  @Override
  public void signIn(HttpClient client) throws IOException, InterruptedException {
    URI page = base().resolve("/sign-in");
    HttpResponse<String> form =
        client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    Matcher csrf = CSRF.matcher(form.body());
    assertThat(csrf.find()).as("the form has a CSRF token").isTrue();
    String body =
        "username="
            + ACCOUNT
            + "&password="
            + encoded(PASSWORD)
            + "&_csrf="
            + encoded(csrf.group(1));
    client.send(
        HttpRequest.newBuilder(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Everything Spring MVC maps, the Actuator included, every servlet, static files, and a path of
   * which nothing is known, which ends at the error page. Not the error page, which answers 500
   * when it is asked for by itself; it has a test of its own.
   */
  @Override
  public List<Handler> handlers() {
    Set<Handler> handlers = new LinkedHashSet<>();
    for (RequestMappingInfoHandlerMapping mapping :
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
      mapping.getHandlerMethods().keySet().forEach(info -> add(handlers, info));
    }
    for (ServletRegistrationBean<?> servlet :
        context.getBeansOfType(ServletRegistrationBean.class).values()) {
      for (String path : servlet.getUrlMappings()) {
        if (!path.contains("*") && !path.equals("/")) {
          handlers.add(new Handler("GET", path));
          handlers.add(new Handler("POST", path));
        }
      }
    }
    for (String file : List.of("/app/style.css", "/app/review.js", "/nothing-is-mapped-here")) {
      handlers.add(new Handler("GET", file));
    }
    handlers.removeIf(handler -> handler.path().equals(ERROR_PAGE));
    return List.copyOf(handlers);
  }

  private static void add(Set<Handler> handlers, RequestMappingInfo info) {
    Set<RequestMethod> methods =
        info.getMethodsCondition().getMethods().isEmpty()
            ? Set.of(RequestMethod.GET)
            : info.getMethodsCondition().getMethods();
    for (String pattern : info.getPatternValues()) {
      String path = pattern.replaceAll("\\{[^}]*}", "1").replace("/**", "/1");
      methods.forEach(method -> handlers.add(new Handler(method.name(), path)));
    }
  }
}

package dev.demeanor.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one Chromium for all tests and gives it to those that ask for a {@link Browser}. Where
 * there is none the tests are skipped, and say so.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver {

  private static final List<String> FLAGS =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static Path executable() {
    String given = System.getenv("DEMEANOR_CHROMIUM");
    return Path.of(given == null ? "/usr/bin/chromium" : given);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(
        Files.isExecutable(executable()),
        () -> "NOT RUN: no Chromium at " + executable() + "; .ci/browser installs one");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Chromium.class))
        .computeIfAbsent(Running.class, key -> new Running(), Running.class)
        .browser;
  }

  /** Closed by JUnit after the last test. */
  private static final class Running implements AutoCloseable {

    private final Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    final Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setChromiumSandbox(false)
                    .setTimeout(120_000)
                    .setArgs(FLAGS));

    @Override
    public void close() {
      playwright.close();
    }
  }
}

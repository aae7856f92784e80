package dev.demeanor.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses to start on another major version of Spring Boot, before any bean is made: there, classes
 * have other names, conditions would not match, and an application would run without its block
 * check and not know. Uses only what Boot 3 and 4 share.
 */
public final class BootVersionCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final String MAJOR = "4.";

  private final @Nullable String version;

  /** Made by Spring Boot. */
  public BootVersionCheck() {
    this(SpringBootVersion.getVersion());
  }

  BootVersionCheck(@Nullable String version) {
    this.version = version;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    boolean enabled = context.getEnvironment().getProperty("demeanor.enabled", Boolean.class, true);
    if (enabled && (version == null || !version.startsWith(MAJOR))) {
      throw new UnsupportedBootVersionException(version == null ? "an unknown version" : version);
    }
  }
}

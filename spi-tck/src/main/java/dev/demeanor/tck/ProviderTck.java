package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSinkProvider;
import dev.demeanor.spi.audit.DecisionListenerProvider;
import dev.demeanor.spi.detector.DetectorProvider;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelTrainerProvider;
import dev.demeanor.spi.store.BlockStoreProvider;
import dev.demeanor.spi.store.ModelStoreProvider;
import dev.demeanor.spi.store.SampleStoreProvider;
import dev.demeanor.spi.store.SecurityEventStoreProvider;
import dev.demeanor.spi.store.TemplateStoreProvider;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules P-1 to P-3 of {@link Provider}, for a provider of any kind. */
public abstract class ProviderTck {

  /** Makes this inherited test. */
  protected ProviderTck() {}

  /** Returns a provider; each call a new one. */
  protected abstract Provider newProvider();

  /** Returns options with which the provider opens; none by default. */
  protected ProviderOptions options() {
    return ProviderOptions.none();
  }

  /**
   * Returns malformed settings, one value for each option, for instance {@code capacity} = {@code
   * -1}. Empty by default, which skips a test.
   */
  protected Map<String, String> malformedOptions() {
    return Map.of();
  }

  @Test
  @DisplayName("P-1 the name is lower case letters, digits and hyphens and starts with a letter")
  void p1_nameIsWellFormed() {
    assertThat(newProvider().name()).matches("[a-z][a-z0-9-]*");
  }

  @Test
  @DisplayName("P-1 the name never changes")
  void p1_nameNeverChanges() {
    Provider provider = newProvider();
    assertThat(provider.name()).isEqualTo(provider.name()).isEqualTo(newProvider().name());
  }

  @Test
  @DisplayName("P-2 the class is public and has a public constructor without arguments")
  void p2_hasPublicConstructor() {
    Class<?> type = newProvider().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThat(type.getConstructors())
        .as("public constructors of %s", type)
        .anyMatch(constructor -> constructor.getParameterCount() == 0);
  }

  @Test
  @DisplayName("P-2 making a provider starts no thread")
  void p2_startsNoThread() {
    Set<Thread> started = Set.of();
    for (int attempt = 0; attempt < 3; attempt++) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      newProvider();
      started = new HashSet<>(Thread.getAllStackTraces().keySet());
      started.removeAll(before);
      if (started.isEmpty()) {
        return; // a thread that the JVM itself starts now and then does not come three times
      }
    }
    fail("making %s started %s", newProvider().getClass(), started);
  }

  @Test
  @DisplayName("P-3 without options the provider opens or says what is missing")
  void p3_missingOptionIsNamed() {
    Provider provider = newProvider();
    assumeFalse(isUnavailable(provider), "the backend cannot run here");
    try {
      open(provider, ProviderOptions.none());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as("message of the refusal").isNotBlank();
    }
  }

  @Test
  @DisplayName("P-3 a malformed option is refused with its name and value")
  void p3_malformedOptionIsRefused() {
    Provider provider = newProvider();
    assumeFalse(isUnavailable(provider), "the backend cannot run here");
    assumeFalse(malformedOptions().isEmpty(), "takes no option? else override malformedOptions()");
    malformedOptions()
        .forEach(
            (name, value) ->
                assertThatThrownBy(() -> open(provider, options().with(name, value)))
                    .as("opening with %s=%s", name, value)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(name, value));
  }

  private static boolean isUnavailable(Provider provider) {
    return provider instanceof ModelBackendProvider backend && backend.unavailable().isPresent();
  }

  private static void open(Provider provider, ProviderOptions options) {
    if (provider instanceof DetectorProvider p) {
      p.create(options);
    } else if (provider instanceof DecisionListenerProvider p) {
      p.create(options);
    } else if (provider instanceof FeatureExtractorProvider p) {
      p.create();
    } else if (provider instanceof ModelBackendProvider p) {
      p.open(options);
    } else if (provider instanceof ModelTrainerProvider p) {
      p.create(options);
    } else if (provider instanceof TemplateStoreProvider p) {
      p.open(options).close();
    } else if (provider instanceof BlockStoreProvider p) {
      p.open(options).close();
    } else if (provider instanceof ModelStoreProvider p) {
      p.open(options).close();
    } else if (provider instanceof SampleStoreProvider p) {
      p.open(options).close();
    } else if (provider instanceof SecurityEventStoreProvider p) {
      p.open(options).close();
    } else if (provider instanceof AuditSinkProvider p) {
      p.open(options).close();
    } else {
      fail("%s is a provider of no known kind", provider.getClass());
    }
  }
}

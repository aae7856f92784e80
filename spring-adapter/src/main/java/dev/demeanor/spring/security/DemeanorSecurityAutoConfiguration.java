package dev.demeanor.spring.security;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.MonitorConfig;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.ServletSettings;
import dev.demeanor.servlet.SubjectResolver;
import dev.demeanor.spring.DemeanorAutoConfiguration;
import dev.demeanor.spring.DemeanorProperties;
import dev.demeanor.spring.InvalidConfigurationException;
import dev.demeanor.spring.RecentDecisions;
import dev.demeanor.spring.web.DemeanorWebAutoConfiguration;
import dev.demeanor.spring.web.UnobservedPaths;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;

/**
 * Puts decisions into every chain of Spring Security, without a line of the application's. What
 * pages send needs no CSRF token: a form of another site can send neither its content type nor a
 * nonce of the session.
 */
@AutoConfiguration(
    after = DemeanorAutoConfiguration.class,
    before = DemeanorWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class, FactorGrantedAuthority.class})
@ConditionalOnProperty(
    name = {"demeanor.web.enabled", "demeanor.security.enabled"},
    matchIfMissing = true)
@ConditionalOnBean(BehaviorMonitor.class)
@EnableConfigurationProperties(SecurityProperties.class)
public final class DemeanorSecurityAutoConfiguration {

  private static final String FACTOR = "FACTOR_";

  /** Made by Spring. */
  DemeanorSecurityAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  SubjectResolver demeanorSubjectResolver(
      DemeanorProperties properties, ObjectProvider<SessionKeys> keys) {
    return new SecuritySubjects(
        properties.tenant(), keys.getIfAvailable(() -> person -> Optional.empty()));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(AbstractOAuth2TokenAuthenticationToken.class)
  static final class OfTokens {

    @Bean
    @ConditionalOnMissingBean
    SessionKeys demeanorSessionKeys(SecurityProperties properties) {
      return new TokenSessionKeys(properties.sessionClaims());
    }
  }

  @Bean
  @ConditionalOnMissingBean
  Consequences demeanorConsequences(
      ObjectProvider<ServletAdapter> adapter,
      UnobservedPaths unobserved,
      RecentDecisions recent,
      SecurityProperties properties) {
    return new Consequences(
        adapter, unobserved, recent, factor(properties.stepUpFactor()), Clock.systemUTC());
  }

  private static String factor(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
      throw new InvalidConfigurationException(
          "demeanor.security.step-up-factor",
          "must be a name such as password, ott or webauthn, was \"" + name + "\"",
          "Name a factor that a chain of the application can ask for.",
          null);
    }
    String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
    return upper.startsWith(FACTOR) ? upper : FACTOR + upper;
  }

  @Bean
  @ConditionalOnMissingBean
  StepUpFailures demeanorStepUpFailures(Consequences consequences) {
    return new StepUpFailures(consequences);
  }

  @Bean
  @ConditionalOnMissingBean
  static OneTimeTokenFailures demeanorOneTimeTokenFailures() {
    return new OneTimeTokenFailures();
  }

  @Bean
  @ConditionalOnMissingBean
  SignInFactors demeanorSignInFactors(
      BehaviorMonitor monitor,
      ObjectProvider<ServletAdapter> adapter,
      DemeanorProperties properties) {
    return new SignInFactors(monitor, adapter, properties.tenant());
  }

  /** A chain gets a filter of its own each, made by this. */
  @Bean
  @ConditionalOnMissingBean
  FactorFilters demeanorFactorFilters(
      BehaviorMonitor monitor,
      ObjectProvider<ServletAdapter> adapter,
      ServletSettings settings,
      DemeanorProperties properties,
      SecurityProperties security) {
    return () ->
        new FactorFilter(
            monitor,
            adapter,
            settings,
            properties.tenant(),
            security.nameParameter(),
            Clock.systemUTC());
  }

  @Bean
  @ConditionalOnMissingBean(name = "demeanorInEveryChain")
  Customizer<HttpSecurity> demeanorInEveryChain(
      Consequences consequences,
      ObjectProvider<ServletAdapter> adapter,
      ObjectProvider<SecurityFilterChain> chains,
      FactorFilters factors,
      MonitorConfig config,
      ServletSettings settings) {
    FailureRoutes routes = FailureRoutes.of(config);
    TokenStepUp tokens = new TokenStepUp(adapter);
    return http ->
        http.addFilterBefore(factors.make(), LogoutFilter.class)
            .addFilterBefore(new EventsEntryFilter(adapter, settings), AuthorizationFilter.class)
            .addFilterBefore(new LateBlockFilter(adapter), AuthorizationFilter.class)
            .addFilterBefore(
                new DecisionFilter(consequences, tokens, routes, chains), AuthorizationFilter.class)
            .csrf(csrf -> csrf.ignoringRequestMatchers(settings.eventsPath()));
  }
}

package dev.demeanor.spring.web;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.limit.LimitConfig;
import dev.demeanor.servlet.AttemptFilter;
import dev.demeanor.servlet.BlockFilter;
import dev.demeanor.servlet.CollectorServlet;
import dev.demeanor.servlet.DecisionHandler;
import dev.demeanor.servlet.IngestServlet;
import dev.demeanor.servlet.MessageTexts;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.ServletSessions;
import dev.demeanor.servlet.ServletSettings;
import dev.demeanor.servlet.SubjectResolver;
import dev.demeanor.spring.DemeanorAutoConfiguration;
import dev.demeanor.spring.DemeanorProperties;
import dev.demeanor.spring.InvalidConfigurationException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The block check in front of every route, the endpoint for events, the collector's script, the
 * limit of attempts to sign in, and visits of routes.
 */
@AutoConfiguration(after = DemeanorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "demeanor.web.enabled", matchIfMissing = true)
@ConditionalOnBean(BehaviorMonitor.class)
@EnableConfigurationProperties(WebProperties.class)
public final class DemeanorWebAutoConfiguration {

  /** Behind Spring Session (minimum + 50), which brings the session; before everything else. */
  static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 60;

  /** Made by Spring. */
  DemeanorWebAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  SubjectResolver demeanorSubjectResolver(DemeanorProperties properties) {
    return new TenantSubjects(properties.tenant());
  }

  @Bean
  @ConditionalOnMissingBean
  ServletSettings demeanorServletSettings(WebProperties web) {
    try {
      return ServletSettings.defaults()
          .withPaths(web.eventsPath(), web.scriptPath())
          .withNonceLife(web.nonceLife())
          .withHttpsOnly(web.httpsOnly())
          .withTrustedProxies(web.trustedProxies(), web.forwardedHeader())
          .withAttempts(
              LimitConfig.defaults().withAttempts(web.signInAttempts(), web.signInWindow()),
              web.signInPaths());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.web", String.valueOf(e.getMessage()), "Correct the property it names.", e);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  UnobservedPaths demeanorUnobservedPaths(WebProperties web) {
    try {
      return new UnobservedPaths(web.unobserved());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.web.unobserved",
          String.valueOf(e.getMessage()),
          "Write patterns such as /poll/**.",
          e);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  MessageTexts demeanorMessageTexts(WebProperties web) {
    return Texts.of(web.locale());
  }

  @Bean
  @ConditionalOnMissingBean
  ServletAdapter demeanorServletAdapter(
      BehaviorMonitor monitor,
      ServletSettings settings,
      SubjectResolver subjects,
      MessageTexts texts,
      ObjectProvider<DecisionHandler> decisions) {
    return ServletAdapter.builder(monitor)
        .settings(settings)
        .subjects(subjects)
        .texts(texts)
        .decisions(
            (request, decision) ->
                decisions.orderedStream().forEach(each -> each.handle(request, decision)))
        .build();
  }

  @Bean
  @ConditionalOnMissingBean
  ServletSessions demeanorServletSessions(ServletAdapter adapter) {
    return adapter.sessions();
  }

  @Bean
  FilterRegistrationBean<BlockFilter> demeanorBlockFilter(ServletAdapter adapter) {
    return filter(adapter.blockFilter(), "demeanor-blocks", FIRST, DispatcherType.values());
  }

  @Bean
  FilterRegistrationBean<AttemptFilter> demeanorAttemptFilter(ServletAdapter adapter) {
    return filter(adapter.attemptFilter(), "demeanor-attempts", FIRST + 1, DispatcherType.REQUEST);
  }

  private static <F extends Filter> FilterRegistrationBean<F> filter(
      F filter, String name, int order, DispatcherType... dispatches) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setName(name);
    registration.setOrder(order);
    registration.setDispatcherTypes(EnumSet.of(dispatches[0], dispatches));
    return registration;
  }

  @Bean
  ServletRegistrationBean<IngestServlet> demeanorIngestServlet(
      ServletAdapter adapter, ServletSettings settings) {
    return new ServletRegistrationBean<>(adapter.ingestServlet(), settings.eventsPath());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnResource(resources = "classpath:META-INF/resources/demeanor/collector.js")
  static final class OfCollector {

    @Bean
    ServletRegistrationBean<CollectorServlet> demeanorCollectorServlet(
        ServletAdapter adapter, ServletSettings settings) {
      return new ServletRegistrationBean<>(
          adapter.collectorServlet().orElseThrow(), settings.scriptPath());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  @ConditionalOnProperty(name = "demeanor.web.navigation", matchIfMissing = true)
  static final class OfNavigation {

    @Bean
    WebMvcConfigurer demeanorVisits(ServletSessions sessions, UnobservedPaths unobserved) {
      VisitInterceptor visits = new VisitInterceptor(sessions, unobserved, Clock.systemUTC());
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(visits);
        }
      };
    }
  }
}

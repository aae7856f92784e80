package dev.demeanor.spring.admin;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.spring.DemeanorProperties;
import dev.demeanor.spring.RecentDecisions;
import dev.demeanor.spring.web.DemeanorWebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The API for operators. Only where Spring Security says who they are. */
@AutoConfiguration(after = DemeanorWebAutoConfiguration.class)
@ConditionalOnClass({SecurityFilterChain.class, WebMvcConfigurer.class})
@ConditionalOnProperty(name = "demeanor.admin.enabled", matchIfMissing = true)
@ConditionalOnBean({BehaviorMonitor.class, ServletAdapter.class})
@EnableConfigurationProperties(AdminProperties.class)
public final class DemeanorAdminAutoConfiguration {

  /** Made by Spring. */
  DemeanorAdminAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  EventsApi demeanorEventsApi(
      BehaviorMonitor monitor, RecentDecisions decisions, DemeanorProperties properties) {
    return new EventsApi(monitor, decisions, properties.tenant());
  }

  @Bean
  @ConditionalOnMissingBean
  DecisionsApi demeanorDecisionsApi(RecentDecisions decisions) {
    return new DecisionsApi(decisions);
  }

  @Bean
  @ConditionalOnMissingBean
  BlocksApi demeanorBlocksApi(BehaviorMonitor monitor, DemeanorProperties properties) {
    return new BlocksApi(monitor, properties.tenant());
  }

  @Bean
  @ConditionalOnMissingBean
  SubjectsApi demeanorSubjectsApi(BehaviorMonitor monitor, DemeanorProperties properties) {
    return new SubjectsApi(monitor, properties.tenant());
  }

  @Bean
  AdminErrors demeanorAdminErrors() {
    return new AdminErrors();
  }

  @Bean
  WebMvcConfigurer demeanorAdminGuard(ServletAdapter adapter, AdminProperties properties) {
    AdminGuard guard = new AdminGuard(adapter, properties.role());
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard).addPathPatterns(AdminApi.PATH + "/**");
      }
    };
  }
}

package dev.demeanor.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.message.MessageKey;
import dev.demeanor.servlet.MessageTexts;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.SubjectResolver;
import dev.demeanor.spring.Contexts;
import dev.demeanor.spring.DemeanorAutoConfiguration;
import dev.demeanor.spring.DemeanorJdbcAutoConfiguration;
import dev.demeanor.spring.admin.DemeanorAdminAutoConfiguration;
import dev.demeanor.spring.security.DemeanorSecurityAutoConfiguration;
import dev.demeanor.subject.SubjectId;
import java.security.Principal;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;

class WebContextTest {

  private final WebApplicationContextRunner contexts =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  DemeanorAutoConfiguration.class,
                  DemeanorJdbcAutoConfiguration.class,
                  DemeanorSecurityAutoConfiguration.class,
                  DemeanorWebAutoConfiguration.class,
                  DemeanorAdminAutoConfiguration.class));

  @Test
  void start_goesOnWithoutSecurity() {
    contexts
        .withClassLoader(Contexts.without("org.springframework.security"))
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(ServletAdapter.class);
              assertThat(context.getBeanNamesForType(FilterRegistrationBean.class)).hasSize(2);
              assertThat(context).doesNotHaveBean("demeanorInEveryChain");
              assertThat(context).doesNotHaveBean("demeanorBlocksApi");
            });
  }

  @Test
  void subjects_areThoseOfTheContainerWithoutSecurity() {
    contexts
        .withPropertyValues("demeanor.tenant=acme")
        .withClassLoader(Contexts.without("org.springframework.security"))
        .run(
            context -> {
              MockHttpServletRequest request = new MockHttpServletRequest();
              SubjectResolver subjects = context.getBean(SubjectResolver.class);
              assertThat(subjects.find(request)).isEmpty();
              request.setUserPrincipal((Principal) () -> "alice");
              assertThat(subjects.find(request)).contains(new SubjectId("acme", "alice"));
            });
  }

  @Test
  void webFalse_leavesNoFilter() {
    contexts
        .withPropertyValues("demeanor.web.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ServletAdapter.class)
                    .doesNotHaveBean(FilterRegistrationBean.class)
                    .doesNotHaveBean("demeanorInEveryChain"));
  }

  @Test
  void securityFalse_leavesTheChainsAlone() {
    contexts
        .withPropertyValues("demeanor.security.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(ServletAdapter.class)
                    .doesNotHaveBean("demeanorInEveryChain"));
  }

  @Test
  void adminFalse_leavesNoApi() {
    contexts
        .withPropertyValues("demeanor.admin.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("demeanorBlocksApi"));
  }

  @Test
  void locale_isOfEachRequestUnlessThePropertyNamesOne() {
    contexts.run(context -> assertThat(told(context, Locale.GERMAN)).contains("gesperrt"));
    contexts
        .withPropertyValues("demeanor.web.locale=fr")
        .run(
            context ->
                assertThat(told(context, Locale.GERMAN)).isEqualTo(told(context, Locale.FRENCH)));
    contexts
        .withPropertyValues("demeanor.web.locale=tlh")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("demeanor.web.locale: must be of one of the languages"));
  }

  private static String told(ApplicationContext context, Locale locale) {
    return context
        .getBean(MessageTexts.class)
        .of(locale)
        .text(MessageKey.ACCOUNT_BLOCKED, "reference", Duration.ofMinutes(5));
  }

  @Test
  void wrongValue_stopsTheStartWithItsName() {
    contexts
        .withPropertyValues("demeanor.web.nonce-life=2h")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("nonceLife must be positive and at most"));
    contexts
        .withPropertyValues("demeanor.web.unobserved={")
        .run(context -> assertThat(context).hasFailed());
    contexts
        .withPropertyValues("demeanor.security.step-up-factor=no name")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("demeanor.security.step-up-factor: must be a name"));
  }
}

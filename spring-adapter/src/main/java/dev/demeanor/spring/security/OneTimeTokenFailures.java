package dev.demeanor.spring.security;

import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.ott.InvalidOneTimeTokenException;

/**
 * Has Spring Security tell of wrong one-time tokens as it tells of wrong passwords: of itself it
 * publishes nothing, and a failed challenge would not count. Only the publisher that Spring brings
 * is told; one of the application's own is left as it is. Thread-safe.
 */
final class OneTimeTokenFailures implements BeanPostProcessor {

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof DefaultAuthenticationEventPublisher publisher) {
      publisher.setAdditionalExceptionMappings(
          Map.of(
              InvalidOneTimeTokenException.class, AuthenticationFailureBadCredentialsEvent.class));
    }
    return bean;
  }
}

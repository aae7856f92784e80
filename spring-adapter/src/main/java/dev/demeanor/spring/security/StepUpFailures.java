package dev.demeanor.spring.security;

import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A wrong factor while one is asked for is a failed challenge. That a factor could not be checked,
 * or an account is locked, says nothing about who is there. Thread-safe.
 */
final class StepUpFailures
    implements ApplicationListener<AuthenticationFailureBadCredentialsEvent> {

  private final Consequences consequences;

  StepUpFailures(Consequences consequences) {
    this.consequences = consequences;
  }

  @Override
  public void onApplicationEvent(AuthenticationFailureBadCredentialsEvent event) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
        && StepUp.find(attributes.getRequest()).isPresent()) {
      boolean unused = consequences.sessions().challengeFailed(attributes.getRequest());
    }
  }
}

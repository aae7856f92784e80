package dev.demeanor.spring.security;

import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A sign-in that fails while a factor is asked for is a failed challenge. Thread-safe. */
final class StepUpFailures implements ApplicationListener<AbstractAuthenticationFailureEvent> {

  private final Consequences consequences;

  StepUpFailures(Consequences consequences) {
    this.consequences = consequences;
  }

  @Override
  public void onApplicationEvent(AbstractAuthenticationFailureEvent event) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
        && StepUp.find(attributes.getRequest()).isPresent()) {
      boolean unused = consequences.sessions().challengeFailed(attributes.getRequest());
    }
  }
}

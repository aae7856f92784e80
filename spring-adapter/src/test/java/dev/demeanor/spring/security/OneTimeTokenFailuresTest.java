package dev.demeanor.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.ott.InvalidOneTimeTokenException;

class OneTimeTokenFailuresTest {

  @Test
  void wrongToken_isPublishedAsAFailure() {
    List<Object> published = new ArrayList<>();
    ApplicationEventPublisher events = published::add;
    DefaultAuthenticationEventPublisher publisher = new DefaultAuthenticationEventPublisher(events);
    new OneTimeTokenFailures().postProcessAfterInitialization(publisher, "publisher");
    publisher.publishAuthenticationFailure(
        new InvalidOneTimeTokenException("wrong"), new TestingAuthenticationToken("alice", null));
    assertThat(published)
        .hasSize(1)
        .hasOnlyElementsOfType(AuthenticationFailureBadCredentialsEvent.class);
  }
}

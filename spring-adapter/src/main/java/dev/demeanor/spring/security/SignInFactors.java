package dev.demeanor.spring.security;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.spring.web.Subjects;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells the monitor of factors that failed and succeeded, as Spring Security tells of them. What
 * follows is the monitor's to decide. Thread-safe.
 */
final class SignInFactors implements ApplicationListener<AbstractAuthenticationEvent> {

  /** As the filter of the sign-in form asks for them. */
  static final String PASSWORD = "password";

  private static final Map<String, String> NAMES =
      Map.of(
          "OneTimeTokenAuthenticationToken", "ott",
          "OneTimeTokenAuthentication", "ott",
          "WebAuthnAuthenticationRequestToken", "webauthn",
          "WebAuthnAuthentication", "webauthn");

  private final BehaviorMonitor monitor;
  private final ObjectProvider<ServletAdapter> adapter;
  private final String tenant;

  SignInFactors(BehaviorMonitor monitor, ObjectProvider<ServletAdapter> adapter, String tenant) {
    this.monitor = monitor;
    this.adapter = adapter;
    this.tenant = tenant;
  }

  @Override
  public void onApplicationEvent(AbstractAuthenticationEvent event) {
    Optional<SubjectId> subject = Subjects.of(tenant, event.getAuthentication().getName());
    if (subject.isEmpty()) {
      return;
    }
    String factor = factor(event.getAuthentication());
    if (event instanceof AuthenticationFailureBadCredentialsEvent) {
      var unused = monitor.factorFailed(subject.get(), factor, null, address());
    } else if (event instanceof AuthenticationSuccessEvent) {
      monitor.factorSucceeded(subject.get(), factor);
    }
  }

  private static String factor(Authentication authentication) {
    String type = authentication.getClass().getSimpleName();
    return authentication instanceof UsernamePasswordAuthenticationToken
        ? PASSWORD
        : NAMES.getOrDefault(type, type.toLowerCase(Locale.ROOT));
  }

  private @Nullable String address() {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes known) {
      HttpServletRequest request = known.getRequest();
      return adapter.getObject().addresses().of(request);
    }
    return null;
  }
}

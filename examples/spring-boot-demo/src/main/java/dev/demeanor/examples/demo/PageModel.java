package dev.demeanor.examples.demo;

import dev.demeanor.MonitorConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: who is signed in, and who turned enforcement on. */
@ControllerAdvice
class PageModel {

  private final MonitorConfig config;

  PageModel(MonitorConfig config) {
    this.config = config;
  }

  @ModelAttribute("account")
  @Nullable String account(@Nullable Principal person) {
    return person == null ? null : person.getName();
  }

  @ModelAttribute("reviewer")
  boolean isReviewer(HttpServletRequest request) {
    return request.isUserInRole("DEMEANOR_ADMIN");
  }

  @ModelAttribute("enforcement")
  MonitorConfig.@Nullable Enforcement enforcement() {
    return config.enforcement();
  }
}

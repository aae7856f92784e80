package dev.demeanor.examples.demo;

import dev.demeanor.MonitorConfig;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages of the demo. */
@Controller
class Pages {

  private final Accounts accounts;
  private final Mailbox mailbox;
  private final DemoProperties properties;
  private final MonitorConfig config;

  Pages(Accounts accounts, Mailbox mailbox, DemoProperties properties, MonitorConfig config) {
    this.accounts = accounts;
    this.mailbox = mailbox;
    this.properties = properties;
    this.config = config;
  }

  @GetMapping("/")
  String start(@Nullable Principal person) {
    if (person == null || person instanceof AnonymousAuthenticationToken) {
      return "redirect:/sign-in";
    }
    return person.getName().equals(Accounts.OPERATOR) ? "redirect:/review" : "redirect:/mail";
  }

  @GetMapping("/sign-in")
  String signIn() {
    return "sign-in";
  }

  @PostMapping("/sign-up")
  String signUp(@RequestParam String name, @RequestParam String password, Model model) {
    String problem = accounts.create(name, password).orElse(null);
    if (problem == null) {
      return "redirect:/sign-in?created";
    }
    model.addAttribute("problem", problem);
    return "sign-in";
  }

  @GetMapping("/step-up")
  String stepUp(@RequestParam(required = false) @Nullable String token, Model model) {
    model.addAttribute("token", token);
    return "step-up";
  }

  @GetMapping("/enrol")
  String enrol(Model model) {
    model.addAttribute("minimum", config.enrolment().minimum());
    model.addAttribute("phrase", properties.phrase());
    return "enrol";
  }

  @GetMapping("/hand-over")
  String handOver(Model model) {
    model.addAttribute("phrase", properties.phrase());
    return "hand-over";
  }

  @GetMapping("/mail")
  String mail(Principal person, Model model) {
    return mail(person, model, null);
  }

  @GetMapping("/mail/{id}")
  String letter(@PathVariable int id, Principal person, Model model) {
    Letter open =
        mailbox.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return mail(person, model, open);
  }

  private String mail(Principal person, Model model, @Nullable Letter open) {
    model.addAttribute("letters", mailbox.inbox());
    model.addAttribute("sent", mailbox.sent(person.getName()));
    model.addAttribute("open", open);
    return "mail";
  }

  @PostMapping("/mail")
  String send(@RequestParam String to, @RequestParam String subject, Principal person) {
    mailbox.send(person.getName(), to, subject);
    return "redirect:/mail?sent";
  }

  @GetMapping("/review")
  String review() {
    return "review";
  }
}

package dev.demeanor.spring.admin;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.Erasure;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is kept of a person: how far it is, all of it, and none of it. Thread-safe. */
@RestController
@RequestMapping(AdminApi.PATH + "/subjects/{account}")
final class SubjectsApi implements AdminApi {

  private final BehaviorMonitor monitor;
  private final String tenant;

  SubjectsApi(BehaviorMonitor monitor, String tenant) {
    this.monitor = monitor;
    this.tenant = tenant;
  }

  /**
   * How far the enrolment of a source has come.
   *
   * @param source what is observed
   * @param device on what kind of device
   * @param learned how many units were learned
   * @param required how many it takes
   * @param complete whether the source is compared
   */
  record Progress(String source, DeviceClass device, int learned, int required, boolean complete) {

    static Progress of(EnrolmentProgress progress) {
      return new Progress(
          progress.source().name(),
          progress.device(),
          progress.samples(),
          progress.required(),
          progress.isComplete());
    }
  }

  /**
   * What is known of a subject.
   *
   * @param subject keyed hash, as it stands in events and decisions
   * @param consent whether their behaviour may be processed
   * @param enrolment how far each source is
   */
  record SubjectView(String subject, boolean consent, List<Progress> enrolment) {}

  /**
   * Why somebody is erased.
   *
   * @param reason in the operator's words
   */
  record Reason(@Nullable String reason) {}

  @GetMapping
  SubjectView subject(@PathVariable String account) {
    SubjectId subject = Requests.subject(tenant, account);
    return new SubjectView(
        monitor.subjectKey(subject),
        monitor.privacy().hasConsent(subject),
        monitor.enrolment(subject).stream().map(Progress::of).toList());
  }

  @GetMapping("/export")
  ResponseEntity<byte[]> export(@PathVariable String account) throws IOException {
    SubjectId subject = Requests.subject(tenant, account);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    monitor.privacy().export(subject, all); // whole or not at all: a failure has its own answer
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("demeanor-export.json").build().toString())
        .body(all.toByteArray());
  }

  @PostMapping("/erase")
  Erasure erase(@PathVariable String account, @RequestBody Reason why) {
    String reason = Requests.text("reason", why.reason());
    return monitor.privacy().erase(Requests.subject(tenant, account), reason);
  }
}

package dev.demeanor.live;

import dev.demeanor.EnrolmentProgress;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How far the templates of a subject have come. Asks the store. Thread-safe. */
final class Enrolments {

  private final TemplateAccess templates;
  private final ModelWatch models;
  private final EnrolmentPolicy policy;

  Enrolments(TemplateAccess templates, ModelWatch models, EnrolmentPolicy policy) {
    this.templates = templates;
    this.models = models;
    this.policy = policy;
  }

  List<EnrolmentProgress> of(SubjectId subject) {
    List<EnrolmentProgress> progress = new ArrayList<>();
    for (TemplateKey key : templates.keys(subject)) {
      if (!key.source().equals(PresenceProfile.SOURCE)) {
        samples(key)
            .ifPresent(
                count ->
                    progress.add(
                        new EnrolmentProgress(
                            key.source(), key.device(), count, policy.minimum(), isReady(key))));
      }
    }
    return progress;
  }

  private OptionalInt samples(TemplateKey key) {
    try {
      Template stored = templates.stored(key).orElse(null);
      return stored == null ? OptionalInt.empty() : OptionalInt.of(stored.samples());
    } catch (CorruptStateException e) {
      return OptionalInt.empty(); // logged where it was read; nothing is known of it
    }
  }

  private boolean isReady(TemplateKey key) {
    try {
      return models.current().load(key) instanceof TemplateAccess.Entry.Found found
          && found.template().isReady(policy);
    } catch (CorruptStateException e) {
      return false; // logged where it was read; it is not compared
    }
  }
}

package dev.demeanor.live;

import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subjects whose erasure is not complete: in memory, and in the template store under a subject of
 * its own, so that a restart does not forget them. Thread-safe.
 */
final class PendingErasures {

  private static final Logger LOG = LoggerFactory.getLogger(PendingErasures.class);
  private static final int FORMAT = 1;
  private static final String NONE = "0".repeat(64);

  private final TemplateAccess templates;
  private final Set<SubjectId> waiting = new LinkedHashSet<>();

  PendingErasures(TemplateAccess templates) {
    this.templates = templates;
  }

  /** Remembers a subject that is to be erased again. */
  void remember(SubjectId subject) {
    synchronized (waiting) {
      waiting.add(subject);
    }
    byte[] payload =
        new StateWriter()
            .putInt(FORMAT)
            .putString(subject.tenant())
            .putString(subject.account())
            .toByteArray();
    TemplateKey key = PrivacyNotes.erasure(subject);
    try {
      templates.keepNote(new Template(key, 0, "erasure", NONE, 0, Instant.EPOCH, payload));
    } catch (StoreException e) {
      LOG.warn("a pending erasure is remembered until the restart only: {}", e.getMessage());
    }
  }

  /** Forgets a subject whose erasure is complete. */
  void done(SubjectId subject) {
    boolean was;
    synchronized (waiting) {
      was = waiting.remove(subject);
    }
    if (was) {
      try {
        boolean unused = templates.remove(PrivacyNotes.erasure(subject));
      } catch (StoreException e) {
        synchronized (waiting) {
          waiting.add(subject); // its note stands: it is done once more
        }
        LOG.warn("the note of an erasure cannot be removed: {}", e.getMessage());
      }
    }
  }

  /** Returns the subjects that are to be erased again, those of other nodes and runs included. */
  List<SubjectId> subjects() {
    try {
      for (TemplateKey key : templates.keys(PrivacyNotes.ERASURES)) {
        templates
            .stored(key)
            .map(PendingErasures::subject)
            .ifPresent(
                subject -> {
                  synchronized (waiting) {
                    waiting.add(subject);
                  }
                });
      }
    } catch (RuntimeException e) {
      LOG.debug("pending erasures cannot be read: {}", e.getMessage());
    }
    synchronized (waiting) {
      return new ArrayList<>(waiting);
    }
  }

  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private static SubjectId subject(Template template) {
    StateReader in = new StateReader(template.payload());
    in.getInt("pending erasure format", FORMAT, FORMAT);
    SubjectId subject = new SubjectId(in.getString(), in.getString());
    in.expectEnd();
    return subject;
  }
}

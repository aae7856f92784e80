package dev.demeanor.machine;

import dev.demeanor.enrolment.EnrolledTemplate;
import org.jspecify.annotations.Nullable;

/** The templates of one session's subject, as they stood when the assessment began. */
public interface TemplateLookup {

  /** What is known of a template. */
  enum Availability {
    /** It is there, or known not to exist. */
    KNOWN,
    /** Nobody has asked for it yet; windows of its source wait for the next assessment. */
    NOT_FETCHED,
    /** It could not be read; windows of its source wait for the next assessment. */
    FAILED
  }

  /** Returns what is known of the template of a source. */
  Availability availability(int sourceIndex);

  /** Returns the template of a source, or null when there is none. */
  @Nullable EnrolledTemplate template(int sourceIndex);

  /** Returns a bit for each modality that this subject nearly always shows. */
  int expectedModalities();
}

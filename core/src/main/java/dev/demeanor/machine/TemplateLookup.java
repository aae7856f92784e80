package dev.demeanor.machine;

import dev.demeanor.enrolment.EnrolledTemplate;
import org.jspecify.annotations.Nullable;

/** The templates of one session's subject, as they stood when the assessment began. */
public interface TemplateLookup {

  /** Returns the template of a source of the session, or null when there is none or it could not be read. */
  @Nullable EnrolledTemplate template(int sourceIndex);

  /** Returns whether the template of a source could not be read, as opposed to not being there. */
  boolean isUnavailable(int sourceIndex);

  /** Returns a bit for each modality that this subject nearly always shows. */
  int expectedModalities();
}

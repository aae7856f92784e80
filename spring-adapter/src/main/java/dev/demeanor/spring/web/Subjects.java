package dev.demeanor.spring.web;

import dev.demeanor.subject.SubjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subjects of names that an application knows. */
public final class Subjects {

  private Subjects() {}

  /** Returns the subject of a name; empty for what is no account: see {@link SubjectId#isName}. */
  public static Optional<SubjectId> of(String tenant, @Nullable String name) {
    return name == null || !SubjectId.isName(name)
        ? Optional.empty()
        : Optional.of(new SubjectId(tenant, name));
  }
}

package dev.demeanor.testkit;

import dev.demeanor.Erasure;
import dev.demeanor.Privacy;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The privacy of a {@link ScriptedMonitor}, which keeps nothing of anybody: exports are empty,
 * consents are remembered. Thread-safe.
 */
final class ScriptedPrivacy implements Privacy {

  private static final String NOTHING =
      "{\"version\":1,\"templates\":[],\"samples\":[],\"blocks\":[],"
          + "\"securityEvents\":[],\"decisions\":[]}";

  private final Set<SubjectId> withdrawn = new HashSet<>();
  private final ToIntFunction<SubjectId> forget;

  ScriptedPrivacy(ToIntFunction<SubjectId> forget) {
    this.forget = forget;
  }

  @Override
  public void export(SubjectId subject, OutputStream out) throws IOException {
    out.write(NOTHING.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public Erasure erase(SubjectId subject, String reason) {
    return new Erasure(forget.applyAsInt(subject), 0, 0, List.of());
  }

  @Override
  public synchronized void withdrawConsent(SubjectId subject) {
    withdrawn.add(subject);
  }

  @Override
  public synchronized void giveConsent(SubjectId subject) {
    withdrawn.remove(subject);
  }

  @Override
  public synchronized boolean hasConsent(SubjectId subject) {
    return !withdrawn.contains(subject);
  }
}

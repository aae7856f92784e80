package dev.demeanor.live;

import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.Quarantine;
import dev.demeanor.enrolment.Standing;
import dev.demeanor.event.Modality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is learned of a session once it is over: which modalities its assessments had, and the
 * windows that waited for how it would end. Thread-safe.
 */
final class LastLessons {

  private final EnrolmentPolicy policy;
  private final List<Modality> modalities;
  private final Learning learning;

  LastLessons(EnrolmentPolicy policy, List<Modality> modalities, Learning learning) {
    this.policy = policy;
    this.modalities = modalities;
    this.learning = learning;
  }

  /** What a session comes to. */
  private record Sum(
      long assessments,
      Map<Modality, Long> present,
      List<Quarantine.Held> waiting,
      Standing standing) {}

  /** Learns of a session that nobody uses any more. */
  void of(LiveSession session) {
    Sum sum;
    synchronized (session) {
      sum = sum(session);
    }
    if (!sum.present.isEmpty()) {
      learning.learnPresence(session.templates.presenceKey(), sum.assessments, sum.present);
    }
    sum.waiting.forEach(held -> learning.learnInHindsight(held, sum.standing));
  }

  private Sum sum(LiveSession session) {
    long assessments = session.state.assessmentsWithEvidence();
    boolean good =
        !session.impostor
            && !session.templates.isWithdrawn()
            && session.lastComputed == Verdict.ALLOW
            && !policy.excluded().contains(session.options.provenance());
    Map<Modality, Long> present = new HashMap<>();
    if (assessments > 0 && good && !session.forgetPresence) {
      for (int m = 0; m < modalities.size(); m++) {
        present.put(modalities.get(m), session.state.assessmentsWith(m));
      }
    }
    return new Sum(
        assessments,
        present,
        good ? session.hindsight.release() : List.of(),
        new Standing(
            session.options.provenance(),
            session.options.vouched(),
            good,
            session.state.assessment().posterior()));
  }
}

package dev.demeanor.machine;

import dev.demeanor.event.Source;
import dev.demeanor.trust.TrustState;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the machine knows of one session: sources with their windows, accumulated trust,
 * counters. Small, serialisable and versioned (see {@link DecisionMachine#save}). Changed only by a
 * {@link DecisionMachine}, by one thread at a time.
 */
public final class SessionState {

  final List<SourceState> sources = new ArrayList<>(1);

  /** Index into {@link #sources} of each declared fixed-text field, by field number. */
  final List<Integer> fields = new ArrayList<>(1);

  final TrustState trust;
  final Assessment assessment = new Assessment();

  /** Sums of one assessment, by modality. */
  final double[] evidence;

  final int[] windows;

  /** In how many assessments with evidence each modality took part. */
  final long[] present;

  /** Kinds of event whose implicit sources were added; not stored, adding again changes nothing. */
  int kindsSeen;

  long sequence;
  long assessments;
  boolean windowsDropped;
  boolean challengeFailed;

  SessionState(int modalities) {
    trust = new TrustState(modalities);
    evidence = new double[modalities];
    windows = new int[modalities];
    present = new long[modalities];
  }

  /** Returns the accumulated trust. */
  public TrustState trust() {
    return trust;
  }

  /** Returns the result of the last assessment; overwritten by the next. */
  public Assessment assessment() {
    return assessment;
  }

  /** Returns how many sources the session has shown or declared. */
  public int sourceCount() {
    return sources.size();
  }

  /** Returns how many assessments held evidence. */
  public long assessmentsWithEvidence() {
    return assessments;
  }

  /** Returns in how many of those a modality took part. */
  public long assessmentsWith(int modality) {
    return present[modality];
  }

  /** Returns whether a complete window of this source waits to be assessed. */
  public boolean isWaiting(int sourceIndex) {
    return sources.get(sourceIndex).waiting() > 0;
  }

  /** Returns the source with this index. */
  public Source source(int sourceIndex) {
    return sources.get(sourceIndex).source;
  }
}

package dev.demeanor.replay;

import java.util.List;

/**
 * What came out of a replay at level 2. Immutable.
 *
 * @param decisions how many decisions were recorded
 * @param windows how many windows their evidence came from
 * @param equal how many decisions came out the same, bit for bit, with all their evidence
 * @param erased how many cannot be made again since their subject was erased
 * @param notKept how many cannot be made again since no sample, or no template of that time, was
 *     kept: it is past its retention, was dropped, or samples were not kept
 * @param unknownPolicy how many could not be made again, since the audit does not hold their policy
 * @param differences the first of those that came out otherwise
 * @param notes what may explain differences, for instance another population
 */
public record EvidenceReport(
    long decisions,
    long windows,
    long equal,
    long erased,
    long notKept,
    long unknownPolicy,
    List<ReplayReport.Difference> differences,
    List<String> notes) {

  /** Copies the lists. */
  public EvidenceReport {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** Returns how many decisions came out otherwise. */
  public long different() {
    return decisions - equal - erased - notKept - unknownPolicy;
  }

  /** Returns whether every decision was made again and came out the same. */
  public boolean isEqual() {
    return equal == decisions;
  }
}

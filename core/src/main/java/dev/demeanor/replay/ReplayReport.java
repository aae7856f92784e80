package dev.demeanor.replay;

import java.util.List;

/**
 * What came out of a replay at level 1. Immutable.
 *
 * @param decisions how many decisions were recorded
 * @param equal how many came out the same, bit for bit
 * @param unknownPolicy how many could not be made again, since the audit does not hold their policy
 * @param merged how many more were merged with others and cannot be made again, since the one
 *     before them is missing or their record is of before and does not hold their times
 * @param differences the first of those that came out otherwise
 */
public record ReplayReport(
    long decisions, long equal, long unknownPolicy, long merged, List<Difference> differences) {

  /**
   * A decision that came out otherwise.
   *
   * @param id id of the decision
   * @param what what differs
   */
  public record Difference(String id, String what) {}

  /** Copies the list. */
  public ReplayReport {
    differences = List.copyOf(differences);
  }

  /** Returns how many decisions came out otherwise. */
  public long different() {
    return decisions - equal - unknownPolicy;
  }

  /** Returns whether every decision was made again and came out the same. */
  public boolean isEqual() {
    return equal == decisions;
  }
}

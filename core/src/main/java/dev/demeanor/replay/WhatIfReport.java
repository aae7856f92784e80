package dev.demeanor.replay;

import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What another policy would have decided. Immutable.
 *
 * @param decisions how many decisions were made again; those under a block are not among them
 * @param verdicts how many came out how: by the verdict then, by the verdict of the other policy
 * @param sessionsBlockedThen sessions of which a block was made or would have been
 * @param sessionsBlockedNow sessions of which one would be under the other policy
 * @param resumed how many decisions started from the recorded state since records before them are
 *     missing
 * @param unknownPolicy how many could not be made again, since the audit does not hold their policy
 * @param subjects subjects with another verdict at least once, by their keyed hash
 */
public record WhatIfReport(
    long decisions,
    Map<Verdict, Map<Verdict, Long>> verdicts,
    long sessionsBlockedThen,
    long sessionsBlockedNow,
    long resumed,
    long unknownPolicy,
    List<Subject> subjects) {

  /**
   * What changes for a subject.
   *
   * @param key keyed hash of the subject
   * @param challengedThen CHALLENGEs then
   * @param challengedNow CHALLENGEs under the other policy
   * @param deniedThen DENYs then
   * @param deniedNow DENYs under the other policy
   */
  public record Subject(
      String key, long challengedThen, long challengedNow, long deniedThen, long deniedNow) {}

  /** Copies what is given. */
  public WhatIfReport {
    verdicts = Map.copyOf(verdicts);
    subjects = List.copyOf(subjects);
  }

  /** Returns how many decisions went from one verdict to another. */
  public long count(Verdict then, Verdict now) {
    return verdicts.getOrDefault(then, Map.of()).getOrDefault(now, 0L);
  }

  /** Counts decisions. Not thread-safe. */
  static final class Builder {
    private final Map<Verdict, Map<Verdict, Long>> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, long[]> bySubject = new TreeMap<>();
    private final Set<String> blockedThen = new HashSet<>();
    private final Set<String> blockedNow = new HashSet<>();
    private final long unknownPolicy;
    private long decisions;
    private long resumed;

    Builder(long unknownPolicy) {
      this.unknownPolicy = unknownPolicy;
    }

    void resumed(boolean inTheMiddle) {
      resumed += inTheMiddle ? 1 : 0;
    }

    void add(AuditRecord.Decided decided, Verdict now, Consequence consequence) {
      String session = decided.decision().sessionKey();
      Verdict then = decided.decision().computedVerdict();
      decisions++;
      verdicts
          .computeIfAbsent(then, unused -> new EnumMap<>(Verdict.class))
          .merge(now, 1L, Long::sum);
      long[] counts = bySubject.computeIfAbsent(decided.subjectKey(), unused -> new long[5]);
      counts[0] += then == Verdict.CHALLENGE ? 1 : 0;
      counts[1] += now == Verdict.CHALLENGE ? 1 : 0;
      counts[2] += then == Verdict.DENY ? 1 : 0;
      counts[3] += now == Verdict.DENY ? 1 : 0;
      counts[4] += then == now ? 0 : 1;
      if (decided.decision().computedConsequence().blocks()) {
        blockedThen.add(session);
      }
      if (consequence.blocks()) {
        blockedNow.add(session);
      }
    }

    WhatIfReport build() {
      List<Subject> subjects = new ArrayList<>();
      bySubject.forEach(
          (key, n) -> {
            if (n[4] > 0) {
              subjects.add(new Subject(key, n[0], n[1], n[2], n[3]));
            }
          });
      return new WhatIfReport(
          decisions,
          verdicts,
          blockedThen.size(),
          blockedNow.size(),
          resumed,
          unknownPolicy,
          subjects);
    }
  }
}

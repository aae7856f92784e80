package dev.demeanor.cli.evaluate;

import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.evaluation.TakeOverTrace;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What came out of driving the monitor.
 *
 * @param attempts every attempt of the protocol, once
 * @param partial attempts made again with something left out, by what is left
 * @param takeOvers what became of the sessions that changed hands
 * @param enrolled how many units were learned of each subject, the least of its sources
 * @param required how many it takes before a subject is compared
 * @param detectors names of the detectors that gave evidence
 * @param refusedEvents events the monitor did not accept
 * @param alarm log-odds under which whoever was there was challenged in a session that changed
 *     hands; negative infinity when nobody was
 * @param made what became of each attempt, where the monitor learned from them
 * @param heard the evidence in sessions that changed hands
 */
public record EvaluationRun(
    List<ScoredAttempt> attempts,
    Map<String, List<ScoredAttempt>> partial,
    List<TakeOverTrace> takeOvers,
    Map<String, Long> enrolled,
    int required,
    SortedSet<String> detectors,
    long refusedEvents,
    double alarm,
    List<MadeAttempt> made,
    List<HeardSession> heard) {}

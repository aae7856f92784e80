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
 * @param takeOvers what became of the sessions that changed hands
 * @param enrolled how many units were learned of each subject, the least of its sources
 * @param required how many it takes before a subject is compared
 * @param detectors names of the detectors that gave evidence
 * @param refusedEvents events the monitor did not accept
 */
public record EvaluationRun(
    List<ScoredAttempt> attempts,
    List<TakeOverTrace> takeOvers,
    Map<String, Long> enrolled,
    int required,
    SortedSet<String> detectors,
    long refusedEvents) {}

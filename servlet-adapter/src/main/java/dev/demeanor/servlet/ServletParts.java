package dev.demeanor.servlet;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.limit.RateLimits;
import java.time.Clock;

/** What filters and servlets share. */
record ServletParts(
    BehaviorMonitor monitor,
    ServletSettings settings,
    SubjectResolver subjects,
    ServletSessions sessions,
    ClientAddresses addresses,
    ProblemWriter problems,
    DecisionHandler decisions,
    CaptureNonces nonces,
    RateLimits ingestLimits,
    RateLimits attemptLimits,
    Tokens tokens,
    Clock clock) {}

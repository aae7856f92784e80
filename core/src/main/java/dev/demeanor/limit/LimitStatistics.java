package dev.demeanor.limit;

/**
 * What limits are doing. Immutable.
 *
 * @param addresses addresses with an attempt that still counts
 * @param subjects subjects with an open connection
 * @param connections open connections
 * @param refusedAttempts attempts refused so far
 * @param refusedConnections connections refused so far
 * @param sharedAttempts attempts so far that were counted together with those of other addresses,
 *     since the table was full
 * @param config the limits
 */
public record LimitStatistics(
    int addresses,
    int subjects,
    int connections,
    long refusedAttempts,
    long refusedConnections,
    long sharedAttempts,
    LimitConfig config) {}

package dev.demeanor.spi.audit;

/**
 * Where the time of one assessment went, measured with a monotonic clock. Immutable.
 *
 * @param templateNanos waiting for templates
 * @param machineNanos computing evidence, trust and verdict
 * @param auditNanos waiting for the record to be durable
 * @param totalNanos from call to answer
 */
public record Timings(long templateNanos, long machineNanos, long auditNanos, long totalNanos) {}

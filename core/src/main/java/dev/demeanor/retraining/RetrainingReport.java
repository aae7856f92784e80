package dev.demeanor.retraining;

import dev.demeanor.model.ModelVersion;

/**
 * What came of training anew. Immutable.
 *
 * @param version the version that was added; its evaluation is empty when too few people could be
 *     measured
 * @param people from how many people
 * @param windows from how many windows
 */
public record RetrainingReport(ModelVersion version, int people, long windows) {}

package dev.demeanor.spring;

import dev.demeanor.subject.Provenance;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether versions of models are trained anew from the samples that are kept; not without a key.
 * What is null is not set, and the default of {@code RetrainingPlan} holds. Immutable.
 *
 * @param key file of the Ed25519 private key (PEM) that signs; its public half must be among those
 *     that count
 * @param every how often the monitor does it by itself; without it when the application calls
 *     {@code BehaviorMonitor.retrain}
 * @param days window of days; 14 when not set, at most 90
 * @param excluded provenances that are left out; {@code DEV} when not set
 * @param sameText whether everybody types the same text into fields of one name
 * @param folds parts of the people in which a version is measured; 4 when not set, 0 for not at all
 */
@ConfigurationProperties("demeanor.retraining")
public record RetrainingProperties(
    @Nullable String key,
    @Nullable Duration every,
    @Nullable Integer days,
    @Nullable Set<Provenance> excluded,
    @Nullable Boolean sameText,
    @Nullable Integer folds) {}

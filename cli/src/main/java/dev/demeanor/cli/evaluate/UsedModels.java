package dev.demeanor.cli.evaluate;

import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.TrustedKeys;

/**
 * Versions of models by which a monitor decides.
 *
 * @param repository whose active version decides
 * @param keys whose signatures count
 */
record UsedModels(ModelRepository repository, TrustedKeys keys) {}

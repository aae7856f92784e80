package dev.demeanor.spring.security;

/** Makes the filter that refuses factors, one for each chain. */
@FunctionalInterface
interface FactorFilters {

  FactorFilter make();
}

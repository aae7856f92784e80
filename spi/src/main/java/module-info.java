/**
 * Contracts that plug-ins implement, and the events and value types they exchange. A leaf: no
 * run-time dependency.
 */
module dev.demeanor.spi {
  requires static transitive org.jspecify;

  exports dev.demeanor.decision;
  exports dev.demeanor.event;
  exports dev.demeanor.spi;
  exports dev.demeanor.spi.audit;
  exports dev.demeanor.spi.detector;
  exports dev.demeanor.spi.feature;
  exports dev.demeanor.spi.model;
  exports dev.demeanor.spi.store;
  exports dev.demeanor.subject;
}

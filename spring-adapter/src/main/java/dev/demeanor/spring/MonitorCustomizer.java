package dev.demeanor.spring;

import dev.demeanor.BehaviorMonitorBuilder;

/**
 * Changes how the monitor is made, after the properties were applied: a bean of the application for
 * what has no property, such as a population or a detector of its own. Called once, in the order of
 * the beans.
 */
@FunctionalInterface
public interface MonitorCustomizer {

  /** Changes the builder. */
  void customize(BehaviorMonitorBuilder builder);
}

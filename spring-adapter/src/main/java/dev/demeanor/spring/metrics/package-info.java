/** What the monitor counts and how long it takes, for Micrometer. No label names a person. */
@NullMarked
package dev.demeanor.spring.metrics;

import org.jspecify.annotations.NullMarked;

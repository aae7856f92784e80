/**
 * What stands in the samples of a {@link dev.demeanor.spi.store.SampleStore}: windows as they were
 * assessed, what was learned of them, and templates as they stood now and then.
 */
@NullMarked
package dev.demeanor.sample;

import org.jspecify.annotations.NullMarked;

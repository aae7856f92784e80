/**
 * The recordings the tool can measure on, one loader for each data set, all turned into the events
 * a live session feeds.
 */
@NullMarked
package dev.demeanor.cli.dataset;

import org.jspecify.annotations.NullMarked;

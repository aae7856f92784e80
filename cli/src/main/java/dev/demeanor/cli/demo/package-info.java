/**
 * {@code demeanor demo}: a take-over between simulated typists, played in the terminal by the real
 * monitor.
 */
@NullMarked
package dev.demeanor.cli.demo;

import org.jspecify.annotations.NullMarked;

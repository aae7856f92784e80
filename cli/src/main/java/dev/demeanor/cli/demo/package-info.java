/**
 * {@code demeanor demo}: a take-over between simulated people, played in the terminal by the real
 * monitor.
 */
@NullMarked
package dev.demeanor.cli.demo;

import org.jspecify.annotations.NullMarked;

/** Looks for drift in recordings, by the same watch as a monitor. */
@NullMarked
package dev.demeanor.cli.drift;

import org.jspecify.annotations.NullMarked;

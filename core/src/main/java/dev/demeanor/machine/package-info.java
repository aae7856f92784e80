/** The path as one deterministic step: state and observations in, state and decision out. Pure. */
@NullMarked
package dev.demeanor.machine;

import org.jspecify.annotations.NullMarked;

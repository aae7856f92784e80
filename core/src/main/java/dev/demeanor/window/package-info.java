/** Validates events and cuts them into windows. Pure: no clock, no input or output. */
@NullMarked
package dev.demeanor.window;

import org.jspecify.annotations.NullMarked;

/** Plug-in contract that turns the events of a window into named, unit-bearing features. */
@NullMarked
package dev.demeanor.spi.feature;

import org.jspecify.annotations.NullMarked;

/** Plug-in contract that turns verified model bytes into a scorer of vectors. */
@NullMarked
package dev.demeanor.spi.model;

import org.jspecify.annotations.NullMarked;

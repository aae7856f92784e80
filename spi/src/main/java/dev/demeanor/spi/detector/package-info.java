/** Plug-in contract that learns one subject and scores a window against what it learned. */
@NullMarked
package dev.demeanor.spi.detector;

import org.jspecify.annotations.NullMarked;

/** Plug-in contracts that keep templates and blocks, and the values they keep. */
@NullMarked
package dev.demeanor.spi.store;

import org.jspecify.annotations.NullMarked;

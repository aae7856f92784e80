/** What every plug-in shares: a name, its options, and the versioned binary form of its state. */
@NullMarked
package dev.demeanor.spi;

import org.jspecify.annotations.NullMarked;

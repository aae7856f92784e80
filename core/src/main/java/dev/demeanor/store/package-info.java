/** Bounded stores in memory, the embedded defaults. */
@NullMarked
package dev.demeanor.store;

import org.jspecify.annotations.NullMarked;

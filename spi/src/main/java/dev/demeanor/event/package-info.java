/**
 * What a person did, as timing, position and coarse class. No type here has room for a key or a
 * character.
 */
@NullMarked
package dev.demeanor.event;

import org.jspecify.annotations.NullMarked;

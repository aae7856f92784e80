/** Fuses evidence over modalities and accumulates it over a session. Pure. */
@NullMarked
package dev.demeanor.trust;

import org.jspecify.annotations.NullMarked;

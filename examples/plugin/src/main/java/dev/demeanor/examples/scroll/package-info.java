/**
 * A modality of its own as a plug-in: the rhythm in which somebody scrolls. Read {@link
 * dev.demeanor.examples.scroll.ScrollRhythmProvider} first.
 */
@NullMarked
package dev.demeanor.examples.scroll;

import org.jspecify.annotations.NullMarked;

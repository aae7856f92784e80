/**
 * The monitor at work: sessions, blocks, templates, audit, deadlines. The only place with threads.
 */
@NullMarked
package dev.demeanor.live;

import org.jspecify.annotations.NullMarked;

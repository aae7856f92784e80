/** The first five minutes with Demeanor. */
@NullMarked
package dev.demeanor.examples.quickstart;

import org.jspecify.annotations.NullMarked;

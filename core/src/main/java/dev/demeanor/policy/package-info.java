/** Turns trust into a verdict, per segment. Pure. */
@NullMarked
package dev.demeanor.policy;

import org.jspecify.annotations.NullMarked;

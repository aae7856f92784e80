/**
 * What an application uses: open a {@link dev.demeanor.BehaviorMonitor}, a session for each
 * sign-in, feed events, ask for decisions.
 */
@NullMarked
package dev.demeanor;

import org.jspecify.annotations.NullMarked;

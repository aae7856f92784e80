/**
 * A model backend as a plug-in: weights, a bias, nothing else. Read {@link
 * dev.demeanor.examples.linear.LinearBackendProvider} first.
 */
@NullMarked
package dev.demeanor.examples.linear;

import org.jspecify.annotations.NullMarked;

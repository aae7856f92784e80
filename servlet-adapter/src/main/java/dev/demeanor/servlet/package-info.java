/**
 * Demeanor in a servlet application: the block check in front of every route, the endpoint for a
 * page's events, the end of a session. {@link dev.demeanor.servlet.ServletAdapter} makes and
 * registers the parts.
 */
@NullMarked
package dev.demeanor.servlet;

import org.jspecify.annotations.NullMarked;

/**
 * Plug-in contracts that keep templates, samples, blocks and security events, and the values they
 * keep.
 */
@NullMarked
package dev.demeanor.spi.store;

import org.jspecify.annotations.NullMarked;

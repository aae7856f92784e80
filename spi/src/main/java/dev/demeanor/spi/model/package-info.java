/**
 * Plug-in contracts that turn verified model bytes into a scorer of vectors, and that train models.
 */
@NullMarked
package dev.demeanor.spi.model;

import org.jspecify.annotations.NullMarked;

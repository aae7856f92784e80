/** A monitor under load while the database behind it fails in several ways. */
@NullMarked
package dev.demeanor.failures;

import org.jspecify.annotations.NullMarked;

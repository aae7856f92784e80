/** Tests of the stores on real databases. */
@NullMarked
package dev.demeanor.store.jdbc;

import org.jspecify.annotations.NullMarked;

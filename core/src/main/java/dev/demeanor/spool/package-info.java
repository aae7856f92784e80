/** A local file in which records are safe until the audit sink takes them. */
@NullMarked
package dev.demeanor.spool;

import org.jspecify.annotations.NullMarked;

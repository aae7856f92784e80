/** Keyed hashes that stand for subjects, sessions and addresses in records and log lines. */
@NullMarked
package dev.demeanor.pseudonym;

import org.jspecify.annotations.NullMarked;

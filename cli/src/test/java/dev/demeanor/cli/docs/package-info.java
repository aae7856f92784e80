/** Checks that the documents say what the code says. Reads files only. */
@NullMarked
package dev.demeanor.cli.docs;

import org.jspecify.annotations.NullMarked;

/** The {@code models} command: what versions there are, and which one decides. */
@NullMarked
package dev.demeanor.cli.models;

import org.jspecify.annotations.NullMarked;

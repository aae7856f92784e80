/** The {@code demeanor} command: its subcommands, and how it speaks about mistakes. */
@NullMarked
package dev.demeanor.cli;

import org.jspecify.annotations.NullMarked;

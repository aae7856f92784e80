/** The {@code train} command: learns from recordings what a monitor can use. */
@NullMarked
package dev.demeanor.cli.train;

import org.jspecify.annotations.NullMarked;

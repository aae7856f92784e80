/**
 * Reads what the user names with {@code --data}: files and folders, packed or not, within bounds.
 */
@NullMarked
package dev.demeanor.cli.input;

import org.jspecify.annotations.NullMarked;

/** A mail application that notices when somebody else sits down at the keyboard. */
@NullMarked
package dev.demeanor.examples.demo;

import org.jspecify.annotations.NullMarked;

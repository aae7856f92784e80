/**
 * Simulated people for the tests of this module: they prove rules, and say nothing about people.
 */
@NullMarked
package dev.demeanor.simulated;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the inherited tests: each passes for a correct minimal implementation and fails, with
 * the number of the broken rule, for one that is wrong on purpose.
 */
@NullMarked
package dev.demeanor.tck;

import org.jspecify.annotations.NullMarked;

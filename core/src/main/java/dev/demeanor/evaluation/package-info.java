/**
 * Says how well attempts of known origin were told apart: error rates, their intervals, and whether
 * evidence means what it says. Pure computations; nothing here reads a file or scores anything.
 */
@NullMarked
package dev.demeanor.evaluation;

import org.jspecify.annotations.NullMarked;

/**
 * For the tests of applications that use Demeanor: a clock that stands still, seeded people who are
 * simulated and say so, a monitor that answers what a test scripts, a listener that remembers.
 * Nothing here belongs in production.
 */
@NullMarked
package dev.demeanor.testkit;

import org.jspecify.annotations.NullMarked;

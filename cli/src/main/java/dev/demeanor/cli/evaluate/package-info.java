/**
 * {@code demeanor evaluate}: recordings with known answers, fed to a real monitor, and what came of
 * it.
 */
@NullMarked
package dev.demeanor.cli.evaluate;

import org.jspecify.annotations.NullMarked;

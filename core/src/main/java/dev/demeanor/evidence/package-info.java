/**
 * Built-in detectors, and the calibration that turns their raw scores into log-likelihood ratios.
 * Pure.
 */
@NullMarked
package dev.demeanor.evidence;

import org.jspecify.annotations.NullMarked;

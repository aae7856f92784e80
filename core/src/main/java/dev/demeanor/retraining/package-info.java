/**
 * Models trained anew from the samples that are kept, measured, and nominated: never promoted.
 * Beside the path of decisions.
 */
@NullMarked
package dev.demeanor.retraining;

import org.jspecify.annotations.NullMarked;

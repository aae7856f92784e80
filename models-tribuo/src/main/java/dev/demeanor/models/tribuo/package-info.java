/**
 * Trains with Tribuo: {@link dev.demeanor.models.tribuo.OcSvmProvider}, a one-class support vector
 * machine of each subject, and {@link dev.demeanor.models.tribuo.ForestTrainerProvider}, a random
 * forest of background people. What is stored is numbers of our own or ONNX, never Tribuo's format.
 */
@NullMarked
package dev.demeanor.models.tribuo;

import org.jspecify.annotations.NullMarked;

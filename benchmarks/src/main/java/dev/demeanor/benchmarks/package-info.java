/**
 * Benchmarks with their loads and references; see {@code benchmarks/README.md} for the questions,
 * the commands and the figures.
 */
@NullMarked
package dev.demeanor.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * The report of an evaluation as one HTML file that needs nothing else: charts as SVG, the figures
 * behind them as tables, and what it takes to repeat the measurement. Knows nothing of how the
 * figures came about.
 */
@NullMarked
package dev.demeanor.cli.report;

import org.jspecify.annotations.NullMarked;

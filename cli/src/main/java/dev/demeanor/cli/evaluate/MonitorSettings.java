package dev.demeanor.cli.evaluate;

import dev.demeanor.trust.Fusion;
import java.util.Optional;

/**
 * What an evaluation sets of the monitor; all else has its default.
 *
 * @param detector name of the detector, or empty for the monitor's own choice
 * @param fusion how evidence becomes trust
 */
record MonitorSettings(Optional<String> detector, Fusion fusion) {}

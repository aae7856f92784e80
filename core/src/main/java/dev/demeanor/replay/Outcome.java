package dev.demeanor.replay;

import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Verdict;

/**
 * A decision made again.
 *
 * @param trust trust after it
 * @param confidence confidence after it
 * @param logOdds log-odds after it, before they are bounded
 * @param computed verdict that applies when decisions are enforced
 * @param effective verdict that applied
 * @param consequence what follows when decisions are enforced
 * @param reasons bits of the reasons that the policy gives
 */
record Outcome(
    double trust,
    double confidence,
    double logOdds,
    Verdict computed,
    Verdict effective,
    Consequence consequence,
    int reasons) {}

package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Verdict;

/**
 * What became of an attempt in an evaluation that adapts.
 *
 * @param subject on whose account
 * @param arm which arm of the protocol it was made in, or empty
 * @param genuine whether it was the subject
 * @param use what it was made for
 * @param verdict its last verdict
 * @param challenged whether it was challenged: answered rightly by the subject, wrongly by anyone
 *     else
 * @param learned how many of its windows were learned
 * @param stopped whether a template had spent its drift budget
 * @param held whether a window was held to the anchor of its template
 */
public record MadeAttempt(
    String subject,
    String arm,
    boolean genuine,
    Attempt.Use use,
    Verdict verdict,
    boolean challenged,
    long learned,
    boolean stopped,
    boolean held) {}

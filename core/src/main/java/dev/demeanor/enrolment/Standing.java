package dev.demeanor.enrolment;

import dev.demeanor.subject.Provenance;

/**
 * What a session looks like after an assessment, as far as it decides what is learned. Immutable.
 *
 * @param provenance where its windows come from
 * @param vouched whether the host vouches for the identity behind it
 * @param accepted whether nothing speaks against it: its verdict would be ALLOW and the last
 *     challenge, if any, was passed
 * @param trust posterior probability that this is the subject
 */
public record Standing(Provenance provenance, boolean vouched, boolean accepted, double trust) {}

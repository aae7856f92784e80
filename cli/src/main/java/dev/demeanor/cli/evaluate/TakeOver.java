package dev.demeanor.cli.evaluate;

/**
 * A session that changes hands: the subject begins, somebody else goes on.
 *
 * @param owner what the subject does
 * @param impostor what the other does from then on, in the order of time
 */
public record TakeOver(Attempt owner, Attempt impostor) {}

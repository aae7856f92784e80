package dev.demeanor.cli.input;

/**
 * What was read. Immutable.
 *
 * @param path what the user named
 * @param files how many files were read, those in archives counted one by one
 * @param sha256 SHA-256 of their unpacked contents, one after the other in the order of reading;
 *     for a single file the digest of that file
 */
public record InputSummary(String path, int files, String sha256) {}

package dev.demeanor.cli.models;

/** A check failed: one line on standard error, exit code 1. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes one with the line the user sees. */
  public Refused(String message) {
    super(message);
  }
}

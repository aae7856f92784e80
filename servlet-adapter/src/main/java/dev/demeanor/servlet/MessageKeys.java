package dev.demeanor.servlet;

/** Keys of what the adapter tells people. */
final class MessageKeys {

  static final String BLOCKED = "access.blocked";
  static final String DENIED = "session.ended";
  static final String CHALLENGE = "challenge.required";
  static final String ATTEMPTS = "attempts.exceeded";

  private MessageKeys() {}
}

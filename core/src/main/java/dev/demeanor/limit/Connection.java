package dev.demeanor.limit;

/** An open connection that counts against its subject until it is closed. Thread-safe. */
public interface Connection extends AutoCloseable {

  /** Gives the place back; closing twice is harmless. */
  @Override
  void close();
}

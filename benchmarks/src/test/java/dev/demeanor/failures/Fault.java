package dev.demeanor.failures;

/** What goes wrong. */
enum Fault {
  /** The server is stopped, and started again. */
  STOPPED,
  /** The server's machine is gone without a word, and comes back. */
  SILENT,
  /** Every call takes five seconds. */
  SLOW,
  /** All connections are cut, five times a second. */
  CUT,
  /** The server is out of reach, and the disk of the spool is full. */
  DISK_FULL,
  /** The wall clock is set back an hour. */
  CLOCK_BACK
}

package dev.demeanor.subject;

/**
 * What the subject types and points with. Templates of different device classes are never mixed.
 */
public enum DeviceClass {
  /** A hardware keyboard and a mouse or touch pad. */
  DESKTOP,
  /** A touch screen larger than a hand. */
  TABLET,
  /** A touch screen held in the hand. */
  PHONE,
  /** Not known; a class of its own, so that unknown devices never mix with known ones. */
  UNKNOWN
}

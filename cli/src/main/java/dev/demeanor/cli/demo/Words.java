package dev.demeanor.cli.demo;

import dev.demeanor.decision.ReasonCode;

/** Says names of features and reasons in words. Stateless. */
final class Words {

  private Words() {}

  /** Returns what a term of an explanation is about. */
  static String term(String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && name.substring(dot + 1).chars().allMatch(Character::isDigit)) {
      int key = Integer.parseInt(name.substring(dot + 1)) + 1;
      return switch (name.substring(0, dot)) {
        case "dwell" -> "key " + key + ", press to release";
        case "press-press" -> "key " + key + " to " + (key + 1) + ", press to press";
        case "flight" -> "key " + key + " to " + (key + 1) + ", release to press";
        default -> "";
      };
    }
    return switch (name) {
      case "interaction" -> "tempo of the entry as a whole";
      case "calibration" -> "measured on her own entries";
      default -> "";
    };
  }

  /** Returns a reason in a sentence; empty where the name says it all. */
  static String reason(ReasonCode code) {
    return switch (code) {
      case TRUST_BELOW_ALLOW -> "trust is under the threshold of ALLOW";
      case TRUST_BELOW_CHALLENGE -> "trust is under the threshold of CHALLENGE";
      case INSUFFICIENT_EVIDENCE -> "too little was seen to decide on";
      case COLD_START -> "the subject is not enrolled yet";
      case BLOCKED -> "a block is active on the session";
      case CHALLENGE_FAILED -> "the last challenge was failed";
      default -> "";
    };
  }
}

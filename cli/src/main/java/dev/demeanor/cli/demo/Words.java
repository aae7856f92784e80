package dev.demeanor.cli.demo;

import dev.demeanor.decision.ReasonCode;

/** Says names of features and reasons in words. Stateless. */
final class Words {

  private Words() {}

  /** Returns what a unit of enrolment of a source is. */
  static String units(String source) {
    return switch (source) {
      case "free-text" -> "blocks";
      case "pointer" -> "actions";
      case "navigation" -> "visits";
      default -> "entries";
    };
  }

  /** Returns what a term of an explanation is about; empty where the name says it all. */
  static String term(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length == 3) {
      return timing(parts[0], keyClass(parts[1]) + "-" + keyClass(parts[2]));
    }
    if (parts.length == 2 && parts[0].equals("dwell") && !keyClass(parts[1]).isEmpty()) {
      return timing(parts[0], keyClass(parts[1]));
    }
    String movement = movement(parts[0]);
    if (!movement.isEmpty()) {
      return parts.length == 1 ? movement : movement + ", " + statistic(parts[1]);
    }
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
      case "interaction" -> "how all move together";
      case "calibration" -> "where she herself usually stands";
      case "dependence" -> "what earlier windows said already";
      case "click.dwell" -> "how long a button is held";
      case "routes" -> "which routes are visited";
      case "transitions" -> "which route follows which";
      case "scrolls" -> "scrolling for each action";
      default -> "";
    };
  }

  private static String timing(String kind, String keys) {
    return switch (kind) {
      case "dwell" -> keys + ", press to release";
      case "press-press" -> keys + ", press to press";
      case "flight" -> keys + ", release to press";
      default -> "";
    };
  }

  private static String keyClass(String name) {
    return switch (name) {
      case "LETTER_LEFT" -> "left";
      case "LETTER_RIGHT" -> "right";
      case "SPACE" -> "space";
      case "DELETE" -> "delete";
      case "NAVIGATION" -> "enter";
      case "MODIFIER" -> "shift";
      case "OTHER" -> "other";
      default -> "";
    };
  }

  private static String movement(String name) {
    return switch (name) {
      case "duration" -> "time of an action";
      case "path" -> "length of the path";
      case "chord" -> "distance from start to end";
      case "straightness" -> "straightness of the path";
      case "pauses" -> "share of time standing still";
      case "top-speed-at" -> "when top speed is reached";
      case "offset" -> "bend of the path";
      case "turn" -> "turns";
      case "heading", "direction" -> "direction";
      case "vx" -> "speed sideways";
      case "vy" -> "speed up and down";
      case "speed" -> "speed";
      case "acceleration" -> "acceleration";
      case "jerk" -> "jerk";
      case "turn-rate" -> "turning in time";
      case "curvature" -> "turning on the way";
      case "step" -> "way between two frames";
      case "last-step-to-end" -> "from arriving to the click";
      default -> "";
    };
  }

  private static String statistic(String name) {
    return switch (name) {
      case "std" -> "variation";
      case "max" -> "largest";
      default -> name;
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
      case EXPECTED_MODALITY_MISSING -> "what she nearly always shows is missing";
      case CHALLENGE_FAILED -> "the last challenge was failed";
      default -> "";
    };
  }
}

package dev.demeanor.wire;

import dev.demeanor.wire.RefusedBatch.Rule;

/** Where in a batch the reader is: cheap to move, written out only for a mistake. */
final class Place {

  static final int NONE = -1;

  /** Name of the top member, known to the format; empty at the top. */
  String member = "";

  /** Place in the list, place in the event, place in the pairs, place in the pair. */
  int item = NONE;

  int part = NONE;
  int pair = NONE;
  int pairPart = NONE;

  /** Name within a field or an abstention; empty elsewhere. */
  String name = "";

  void enter(String topMember) {
    member = topMember;
    item = NONE;
    part = NONE;
    pair = NONE;
    pairPart = NONE;
    name = "";
  }

  BrokenBatch broken(Rule rule, String expected) {
    return new BrokenBatch(toString(), rule, expected);
  }

  /** Returns the place as a JSON pointer. */
  @Override
  public String toString() {
    StringBuilder pointer = new StringBuilder();
    if (!member.isEmpty()) {
      pointer.append('/').append(member);
    }
    append(pointer, item);
    append(pointer, part);
    append(pointer, pair);
    append(pointer, pairPart);
    if (!name.isEmpty()) {
      pointer.append('/').append(name);
    }
    return pointer.toString();
  }

  private static void append(StringBuilder pointer, int index) {
    if (index != NONE) {
      pointer.append('/').append(index);
    }
  }
}

package dev.demeanor.examples.demo;

import java.util.List;

/**
 * A mail. Immutable.
 *
 * @param id its number
 * @param from who wrote it; in a sent one, to whom
 * @param subject what it is about
 * @param paragraphs the text
 */
record Letter(int id, String from, String subject, List<String> paragraphs) {

  Letter {
    paragraphs = List.copyOf(paragraphs);
  }
}

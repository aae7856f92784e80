package dev.demeanor.spring.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what is in it
 * @param next names the next part as {@code after}; null when there is none
 */
record Page<T>(List<T> items, @Nullable String next) {

  Page {
    items = List.copyOf(items);
  }
}

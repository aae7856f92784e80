/**
 * What a collector sends and is answered: batches of events in JSON or packed, format 1. The schema
 * stands in {@code docs/collector-message.schema.json}, the rules in {@code docs/collector.md}.
 */
@NullMarked
package dev.demeanor.wire;

import org.jspecify.annotations.NullMarked;

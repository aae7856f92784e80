/**
 * Whether features are still distributed as they were: of one subject, and of everybody together.
 * Pure: values in, findings out; {@code live} feeds it and tells of what it finds. Nothing here
 * decides about anybody.
 */
@NullMarked
package dev.demeanor.drift;

import org.jspecify.annotations.NullMarked;

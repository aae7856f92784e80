/**
 * Versions of models as values: what a manifest says of each, who signed it, and by which rules one
 * may take the place of another. Knows no file; {@link dev.demeanor.model.repository} does.
 */
@NullMarked
package dev.demeanor.model;

import org.jspecify.annotations.NullMarked;

/** Built-in extractors: named features with units, kept up to date as events arrive. Pure. */
@NullMarked
package dev.demeanor.feature;

import org.jspecify.annotations.NullMarked;

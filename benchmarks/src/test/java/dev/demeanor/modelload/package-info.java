/** Models that change under a load of decisions. */
@NullMarked
package dev.demeanor.modelload;

import org.jspecify.annotations.NullMarked;

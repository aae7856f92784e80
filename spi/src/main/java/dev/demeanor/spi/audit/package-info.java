/** Plug-in contracts that record what happened and tell others about it. */
@NullMarked
package dev.demeanor.spi.audit;

import org.jspecify.annotations.NullMarked;

/** Records of what happened: their JSON form, and sinks in memory and on disk. */
@NullMarked
package dev.demeanor.audit;

import org.jspecify.annotations.NullMarked;

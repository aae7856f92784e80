/** Who is watched, in which session, on what kind of device, and where a sample came from. */
@NullMarked
package dev.demeanor.subject;

import org.jspecify.annotations.NullMarked;

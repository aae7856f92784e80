/** Makes past decisions again from the audit, or asks what another policy would have done. */
@NullMarked
package dev.demeanor.replay;

import org.jspecify.annotations.NullMarked;

/** Commands on a recorded audit: {@code verify} and {@code replay}. */
@NullMarked
package dev.demeanor.cli.audit;

import org.jspecify.annotations.NullMarked;

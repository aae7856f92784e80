/** Keys of the host, and templates that are stored encrypted under them. */
@NullMarked
package dev.demeanor.keyring;

import org.jspecify.annotations.NullMarked;

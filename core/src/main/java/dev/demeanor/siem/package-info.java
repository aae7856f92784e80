/** Tells a SIEM what happened, in the forms that those read: CEF and ECS. */
@NullMarked
package dev.demeanor.siem;

import org.jspecify.annotations.NullMarked;

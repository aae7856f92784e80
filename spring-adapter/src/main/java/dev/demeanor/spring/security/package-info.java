/** Demeanor in every chain of Spring Security: decisions, steps up, ends of sessions. */
@NullMarked
package dev.demeanor.spring.security;

import org.jspecify.annotations.NullMarked;

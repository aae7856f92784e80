/** Demeanor in Spring Boot's Actuator: health, and an endpoint for operators. */
@NullMarked
package dev.demeanor.spring.actuate;

import org.jspecify.annotations.NullMarked;

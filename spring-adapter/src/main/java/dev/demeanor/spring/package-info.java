/** Demeanor in an application of Spring Boot 4: found, wired and configured by properties. */
@NullMarked
package dev.demeanor.spring;

import org.jspecify.annotations.NullMarked;

/** Filters and servlets of the servlet adapter in Spring Boot, and visits of Spring's routes. */
@NullMarked
package dev.demeanor.spring.web;

import org.jspecify.annotations.NullMarked;

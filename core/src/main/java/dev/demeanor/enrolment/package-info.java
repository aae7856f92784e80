/** Turns genuine windows into templates and keeps them in their stored form. */
@NullMarked
package dev.demeanor.enrolment;

import org.jspecify.annotations.NullMarked;

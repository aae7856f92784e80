/** The API for operators: events, explanations, judgements, blocks, what is kept of a person. */
@NullMarked
package dev.demeanor.spring.admin;

import org.jspecify.annotations.NullMarked;

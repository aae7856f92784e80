/** Tests of where models are kept. */
@NullMarked
package dev.demeanor.model.repository;

import org.jspecify.annotations.NullMarked;

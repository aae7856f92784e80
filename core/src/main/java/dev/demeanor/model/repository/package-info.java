/**
 * Where versions of models are kept and how one takes the place of another: a directory or a store,
 * keys, the gates that look into files, and loading for those who score.
 */
@NullMarked
package dev.demeanor.model.repository;

import org.jspecify.annotations.NullMarked;

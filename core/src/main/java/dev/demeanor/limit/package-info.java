/** Limits how often an address may try and how many connections a subject may hold. */
@NullMarked
package dev.demeanor.limit;

import org.jspecify.annotations.NullMarked;

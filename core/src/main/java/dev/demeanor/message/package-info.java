/** What people are told about challenges, ended sessions and blocks, by key and locale. */
@NullMarked
package dev.demeanor.message;

import org.jspecify.annotations.NullMarked;

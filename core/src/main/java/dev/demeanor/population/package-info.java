/**
 * What is learned of background people, so that subjects can be compared with people in general
 * instead of only with themselves. Pure: from windows to a value that can be stored.
 */
@NullMarked
package dev.demeanor.population;

import org.jspecify.annotations.NullMarked;

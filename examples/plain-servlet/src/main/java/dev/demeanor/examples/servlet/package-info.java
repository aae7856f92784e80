/** Demeanor in an embedded Tomcat, without a framework. */
@NullMarked
package dev.demeanor.examples.servlet;

import org.jspecify.annotations.NullMarked;

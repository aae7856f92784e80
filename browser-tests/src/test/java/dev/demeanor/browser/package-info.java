/** The collector in a real browser, against a server that decodes what arrives. */
@NullMarked
package dev.demeanor.browser;

import org.jspecify.annotations.NullMarked;

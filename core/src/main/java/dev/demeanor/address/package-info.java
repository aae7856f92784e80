/**
 * Network addresses and ranges of them, as they are written: no name server is ever asked. Who is
 * exempt by address, and which proxies are believed, is said in these.
 */
@NullMarked
package dev.demeanor.address;

import org.jspecify.annotations.NullMarked;

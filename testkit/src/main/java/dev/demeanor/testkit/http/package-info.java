/**
 * What every adapter in front of an application has to do, whatever framework it belongs to: {@link
 * dev.demeanor.testkit.http.AdapterConformance} asks a running application, over HTTP.
 */
@NullMarked
package dev.demeanor.testkit.http;

import org.jspecify.annotations.NullMarked;

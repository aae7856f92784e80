/** What commands read from and write to in databases of an application. */
@NullMarked
package dev.demeanor.cli.database;

import org.jspecify.annotations.NullMarked;

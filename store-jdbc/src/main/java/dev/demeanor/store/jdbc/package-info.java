/**
 * Every store on H2, PostgreSQL and MariaDB: providers named {@code jdbc} over a plain {@link
 * javax.sql.DataSource} of the host, or over an embedded H2 file. {@link
 * dev.demeanor.store.jdbc.JdbcSchema} knows the versions of the tables.
 */
@NullMarked
package dev.demeanor.store.jdbc;

import org.jspecify.annotations.NullMarked;

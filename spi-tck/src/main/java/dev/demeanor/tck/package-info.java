/**
 * The rules of every plug-in contract as inherited tests. An implementer extends the class named
 * after the contract, writes its factory method, and has the whole test class of a new plug-in:
 *
 * <pre>{@code
 * class JdbcTemplateStoreTest extends TemplateStoreTck {
 *   @Override protected TemplateStore newStore(Clock clock) {
 *     return new JdbcTemplateStore(h2(), clock);
 *   }
 * }
 * }</pre>
 *
 * Each test names the rule it checks (TS-1, FE-2, ...); the rules stand in the javadoc of the
 * contract. All randomness is seeded, all subjects and samples are <em>simulated</em>. What cannot
 * be checked without help of the implementer (a full disk, a store of limited size) is skipped
 * visibly until the hook that is named in the skip message is overridden.
 */
@NullMarked
package dev.demeanor.tck;

import org.jspecify.annotations.NullMarked;

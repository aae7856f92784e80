package dev.demeanor.spi;

/**
 * What every plug-in provider has: a name by which the application chooses it. Providers are found
 * by {@link java.util.ServiceLoader} or passed in. Rules, checked by every TCK:
 *
 * <ul>
 *   <li><b>P-1</b> {@link #name} is lower case letters, digits and hyphens, starts with a letter,
 *       and never changes.
 *   <li><b>P-2</b> The class has a public no-argument constructor without side effects: no thread,
 *       file, connection or native library is touched until the provider is asked to open or create
 *       something.
 *   <li><b>P-3</b> A missing or malformed option is an {@link IllegalArgumentException} that names
 *       the option, the rule and the value.
 * </ul>
 */
public interface Provider {

  /**
   * Returns the name the application uses; two providers of one kind with equal names are an error
   * at start-up.
   */
  String name();
}

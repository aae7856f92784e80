package bad.demeanor.util;

/** Bad on purpose: a package that is named after nothing. */
public final class Things {

  Things() {}
}

package dev.demeanor.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the tool, as its jar says it. */
public final class Version implements IVersionProvider {

  /** Made by picocli. */
  public Version() {}

  /** Returns the version, or {@code unpackaged} when the tool does not run from its jar. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"demeanor " + current()};
  }
}

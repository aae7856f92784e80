package dev.demeanor;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What applications and plug-ins get of core and spi: no tests, and not the TCK. */
public final class MainClasses implements ImportOption {

  private final ImportOption noTests = Predefined.DO_NOT_INCLUDE_TESTS;

  @Override
  public boolean includes(Location location) {
    return noTests.includes(location) && !location.contains("/dev/demeanor/tck/");
  }
}

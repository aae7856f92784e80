package dev.demeanor.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the application hands to a provider: named settings, and objects of the host such as a
 * {@code DataSource} or a {@link java.time.Clock}. Immutable.
 */
public final class ProviderOptions {

  private static final ProviderOptions NONE = new ProviderOptions(Map.of(), Map.of());

  private final Map<String, String> settings;
  private final Map<Class<?>, Object> objects;

  private ProviderOptions(Map<String, String> settings, Map<Class<?>, Object> objects) {
    this.settings = Map.copyOf(settings);
    this.objects = Map.copyOf(objects);
  }

  /** Returns options that hold nothing: every setting has its default. */
  public static ProviderOptions none() {
    return NONE;
  }

  /** Returns options with these settings and no host objects. */
  public static ProviderOptions of(Map<String, String> settings) {
    return new ProviderOptions(settings, Map.of());
  }

  /** Returns a copy with one more setting, replacing one of the same name. */
  public ProviderOptions with(String name, String value) {
    Map<String, String> copy = new HashMap<>(settings);
    copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return new ProviderOptions(copy, objects);
  }

  /**
   * Returns a copy that also carries a host object under the given type, replacing one of the same
   * type.
   */
  public <T> ProviderOptions with(Class<T> type, T object) {
    Map<Class<?>, Object> copy = new HashMap<>(objects);
    copy.put(type, type.cast(Objects.requireNonNull(object, "object")));
    return new ProviderOptions(settings, copy);
  }

  /** Returns the host object that was handed over under exactly this type. */
  public <T> Optional<T> find(Class<T> type) {
    return Optional.ofNullable(type.cast(objects.get(type)));
  }

  /** Returns a setting. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /**
   * Returns a setting as a whole number.
   *
   * @throws IllegalArgumentException if it is not a whole number from {@code min} to {@code max}
   */
  public int getInt(String name, int defaultValue, int min, int max) {
    String text = settings.get(name);
    if (text == null) {
      return defaultValue;
    }
    String rule =
        name + " must be a whole number from " + min + " to " + max + ", was \"" + text + "\"";
    try {
      int value = Integer.parseInt(text.trim());
      if (value < min || value > max) {
        throw new IllegalArgumentException(rule);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }

  /**
   * Returns a setting as a number.
   *
   * @throws IllegalArgumentException if it is not a number from {@code min} to {@code max}
   */
  public double getDouble(String name, double defaultValue, double min, double max) {
    String text = settings.get(name);
    if (text == null) {
      return defaultValue;
    }
    String rule = name + " must be a number from " + min + " to " + max + ", was \"" + text + "\"";
    try {
      double value = Double.parseDouble(text.trim());
      if (!(value >= min && value <= max)) {
        throw new IllegalArgumentException(rule);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }

  /**
   * Returns a setting as a duration in ISO-8601 form, for instance {@code PT15M}.
   *
   * @throws IllegalArgumentException if it is not a positive duration
   */
  public Duration getDuration(String name, Duration defaultValue) {
    String text = settings.get(name);
    if (text == null) {
      return defaultValue;
    }
    String rule =
        name + " must be a positive ISO-8601 duration such as PT15M, was \"" + text + "\"";
    try {
      Duration value = Duration.parse(text.trim());
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(rule);
      }
      return value;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }

  /** Returns the names of all settings. */
  public Set<String> names() {
    return settings.keySet();
  }

  /** Shows the names of what is held, never a value: settings may be secrets. */
  @Override
  public String toString() {
    return "ProviderOptions" + settings.keySet();
  }
}

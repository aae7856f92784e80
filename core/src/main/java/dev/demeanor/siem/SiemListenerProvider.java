package dev.demeanor.siem;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.DecisionListenerProvider;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Makes a {@link SiemListener}, {@code siem}. Settings: {@code format}, {@code cef} or {@code ecs}
 * (default); {@code file}, appended to, unless the host hands over a {@link Writer}; {@code allow},
 * {@code true} to tell plain ALLOWs, too.
 */
public final class SiemListenerProvider implements DecisionListenerProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public SiemListenerProvider() {}

  @Override
  public String name() {
    return "siem";
  }

  @Override
  public DecisionListener create(ProviderOptions options) {
    String allow = options.find("allow").orElse("false");
    if (!allow.equals("true") && !allow.equals("false")) {
      throw new IllegalArgumentException("allow must be true or false, was \"" + allow + "\"");
    }
    SiemFormat format = format(options.find("format").orElse("ecs"));
    Writer writer = options.find(Writer.class).orElseGet(() -> open(options));
    return new SiemListener(writer, format, allow.equals("true"));
  }

  private static SiemFormat format(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "cef" -> SiemFormat.CEF;
      case "ecs" -> SiemFormat.ECS;
      default ->
          throw new IllegalArgumentException("format must be cef or ecs, was \"" + name + "\"");
    };
  }

  private static Writer open(ProviderOptions options) {
    String file =
        options
            .find("file")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "siem needs the setting \"file\" or a java.io.Writer, had neither"));
    try {
      return Files.newBufferedWriter(
          Path.of(file),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("file of siem cannot be opened, was \"" + file + "\"", e);
    }
  }
}

package dev.demeanor.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the demo: {@code ./demeanor demo}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DemoApplication {

  /** Starts it, with a secret and a database of its own that are gone with it. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("demeanor-demo");
    SpringApplication application = new SpringApplication(DemoApplication.class);
    application.setDefaultProperties(
        Map.of(
            "demeanor.store.file", folder.resolve("demeanor").toString(),
            "demeanor.secret", random()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
    application.run(args);
  }

  static String random() {
    byte[] bytes = new byte[36];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

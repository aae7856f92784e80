package dev.demeanor.collector.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The committed script, as it stands in the jar. */
class CollectorScriptTest {

  private static final int MOST_COMPRESSED_BYTES = 6 * 1024;

  private static byte[] script() throws IOException {
    String resource = "META-INF/resources/demeanor/collector.js";
    try (InputStream in =
        CollectorScriptTest.class.getClassLoader().getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void script_isUnderSixKilobytesCompressed() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(script());
    }
    assertThat(compressed.size()).isBetween(1024, MOST_COMPRESSED_BYTES);
  }

  @Test
  void script_neverReadsWhichCharacterWasTyped() throws IOException {
    assertThat(new String(script(), US_ASCII))
        .doesNotContainPattern("\\.(key|data|char|charCode|which|keyIdentifier)\\b")
        .contains(".code");
  }

  @Test
  void script_needsNothingThatAStrictPolicyForbids() throws IOException {
    assertThat(new String(script(), US_ASCII))
        .doesNotContainPattern(
            "\\beval\\(|new Function|innerHTML|outerHTML|document\\.write|\\.style\\b|cssText")
        .doesNotContain("setAttribute(\"style\"");
  }

  @Test
  void script_keepsNothingInTheBrowser() throws IOException {
    assertThat(new String(script(), US_ASCII))
        .doesNotContainPattern("localStorage|sessionStorage|indexedDB|document\\.cookie|caches\\.");
  }
}

package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html                                              | true
          text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
          application/json                                       | false
          */*                                                    | false
          text/*                                                 | true
          application/json, text/html;q=0.9                      | false
          text/html;q=0.9, */*;q=0.1                             | true
          text/html;q=0, */*                                     | false
          text/html;q=x                                          | false
          application/problem+json                               | false
          """)
  void prefers_followsTheWeights(String accept, boolean html) {
    assertThat(Accepted.prefers(accept, "text/html", "application/json")).isEqualTo(html);
  }

  @Test
  void prefers_withoutHeader_isNot() {
    assertThat(Accepted.prefers(null, "text/html", "application/json")).isFalse();
  }
}

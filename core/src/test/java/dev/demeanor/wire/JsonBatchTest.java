package dev.demeanor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.wire.RefusedBatch.Rule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBatchTest {

  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";

  private final BatchReader reader = new BatchReader(BatchLimits.defaults());

  private BatchResult read(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return reader.read(BatchFormat.JSON, bytes, bytes.length);
  }

  private BatchResult batch(String rest) {
    return read("{'v':1,'nonce':'" + NONCE + "','batch':0," + rest + "}");
  }

  private static void refused(BatchResult result, String where, Rule rule) {
    assertThat(result).extracting("where", "rule").containsExactly(where, rule);
  }

  @Test
  void members_comeInAnyOrder() {
    BatchResult result =
        read(
            "{'events':[['k',0,0,5,6]],'fields':[{'epoch':3,'name':'a'}],'batch':2,'nonce':'"
                + NONCE
                + "','v':1}");
    assertThat(result).isInstanceOf(Batch.class);
    assertThat(((Batch) result).fields()).containsExactly(new DeclaredField("a", 3));
  }

  @Test
  void text_mayBeEscaped() {
    assertThat(batch("'events':[['\\u0076','\\/accounts',7]]")).isInstanceOf(Batch.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'events':[['k',0,0,5,6]]                              | /events       | UNKNOWN_FIELD
          'events':[],'events':[]                               | /events       | UNEXPECTED
          'events':[],'more':1                                  | ``            | UNEXPECTED
          'fields':[]                                           | ``            | MISSING
          'events':{}                                           | /events       | TYPE
          'events':[7]                                          | /events/0     | TYPE
          'events':[['x',1]]                                    | /events/0/0   | TEXT
          'events':[['kk',1]]                                   | /events/0/0   | TEXT
          'events':[[1,1]]                                      | /events/0/0   | TYPE
          'events':[['p',0,1,2,3],['p',0,1,2]]                  | /events/1/4   | TYPE
          'events':[['p',0,1,2,3,4]]                            | /events/0     | TYPE
          'events':[['p',0,1.5,2,3]]                            | /events/0/2   | TYPE
          'events':[['p',0,1e3,2,3]]                            | /events/0/2   | TYPE
          'events':[['p',0,'1',2,3]]                            | /events/0/2   | TYPE
          'events':[['p',6,1,2,3]]                              | /events/0/1   | RANGE
          'events':[['p',0,99999999999999999999,2,3]]           | /events/0/2   | RANGE
          'events':[['p',0,999999999999999999999999,2,3]]       | /events/0/2   | RANGE
          'events':[['e',24,1,1,'COMPLETED']]                   | /events/0/1   | RANGE
          'fields':[{'name':'a','epoch':0}],'events':[['e',0,1,1,'completed']] | /events/0/4 | TEXT
          'events':[['b',1,[]]]                                 | /events/0/2   | RANGE
          'events':[['b',1,[[0,0,0]]]]                          | /events/0/2/0/3 | TYPE
          'events':[['b',1,[[0,7,0,0]]]]                        | /events/0/2/0/1 | RANGE
          'events':[['v','accounts',1]]                         | /events/0/1   | TEXT
          'events':[['v','/a?b=c',1]]                           | /events/0/1   | TEXT
          'events':[['v','/ä',1]]                               | /events/0/1   | TEXT
          'events':[],'fields':[{'name':'A','epoch':0}]         | /fields/0/name | TEXT
          'events':[],'fields':[{'name':'a'}]                   | /fields/0     | MISSING
          'events':[],'fields':[{'name':'a','epoch':-1}]        | /fields/0/epoch | RANGE
          'events':[],'fields':[{'name':'a','name':'b'}]        | /fields/0     | UNEXPECTED
          'events':[],'abstained':[{'field':'a','reason':'X'}]  | /abstained/0/reason | TEXT
          'events':[],'abstained':[{'field':'a'}]               | /abstained/0  | MISSING
          """)
  void mistake_isNamedByPlaceAndRule(String rest, String where, Rule rule) {
    BatchResult result = batch(rest);
    assertThat(result).as(rest).isEqualTo(refusal(result, where, rule));
  }

  /** The same words, at this place and by this rule. */
  private static RefusedBatch refusal(BatchResult result, String where, Rule rule) {
    String expected = result instanceof RefusedBatch refused ? refused.expected() : "a refusal";
    return new RefusedBatch(where, rule, expected);
  }

  @Test
  void otherVersions_areRefused() {
    refused(read("{'v':2}"), "/v", Rule.VERSION);
    refused(read("{'v':'1'}"), "/v", Rule.VERSION);
    refused(read("{'nonce':'" + NONCE + "','batch':0,'events':[]}"), "", Rule.VERSION);
  }

  @Test
  void nonces_haveOneForm() {
    refused(read("{'v':1,'nonce':'AAECAwQFBgcICQoLDA0OD'}"), "/nonce", Rule.TEXT);
    refused(read("{'v':1,'nonce':'AAECAwQFBgcICQoLDA0ODx'}"), "/nonce", Rule.TEXT);
    refused(read("{'v':1,'nonce':'AAECAwQFBgcICQoLDA0OD='}"), "/nonce", Rule.TEXT);
  }

  @Test
  void whatIsNoJson_isMalformed() {
    refused(read("{'v':1,}   "), "", Rule.MALFORMED);
    refused(read("null"), "", Rule.TYPE);
    byte[] bytes = "{'nonce':'?'}".replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
    bytes[10] = (byte) 0xFF; // never in UTF-8
    assertThat(reader.read(BatchFormat.JSON, bytes, bytes.length))
        .extracting("rule")
        .isEqualTo(Rule.MALFORMED);
  }

  @Test
  void nesting_isBounded() {
    String deep = "[".repeat(1000);
    assertThat(batch("'events':[['b',1,[[" + deep)).isInstanceOf(RefusedBatch.class);
  }

  @Test
  void mistakes_neverQuoteWhatWasSent() {
    for (String rest :
        new String[] {
          "'secret':1", "'events':[['v','secret',1]]", "'events':[secret", "'events':['secret']"
        }) {
      assertThat(batch(rest).toString()).doesNotContain("secret");
    }
  }
}

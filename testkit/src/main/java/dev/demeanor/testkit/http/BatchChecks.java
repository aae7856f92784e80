package dev.demeanor.testkit.http;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.PointerAction;
import dev.demeanor.testkit.http.ConformanceCase.Check;
import dev.demeanor.wire.AbstentionReason;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchLimits;
import dev.demeanor.wire.BatchWriter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cases of the events endpoint, in both forms. */
final class BatchChecks {

  private static final String UNKNOWN_NONCE = "AAECAwQFBgcICQoLDA0ODw";
  private static final long SECOND = 1_000_000;

  private final Visitor visitor;
  private long timeMicros = 1_700_000_000 * SECOND;

  BatchChecks(Visitor visitor) {
    this.visitor = visitor;
  }

  List<ConformanceCase> cases() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (BatchFormat format : BatchFormat.values()) {
      String form = " (" + format.mediaType() + ")";
      cases.add(signedIn("a batch is taken" + form, () -> taken(format)));
      cases.add(signedIn("a nonce is used once" + form, () -> nonceReuse(format)));
      cases.add(signedIn("an unknown nonce is refused" + form, () -> unknownNonce(format)));
      cases.add(signedIn("a batch is taken once" + form, () -> replay(format)));
      cases.add(signedIn("an oversize batch is refused" + form, () -> oversize(format)));
      cases.add(signedIn("a truncated batch is refused" + form, () -> truncated(format)));
      cases.add(signedIn("a batch of another schema is refused" + form, () -> schema(format)));
      cases.add(signedIn("another origin is refused" + form, () -> crossOrigin(format)));
      cases.add(new ConformanceCase("a stranger is refused" + form, () -> stranger(format)));
    }
    cases.add(signedIn("another media type is refused", this::mediaType));
    return cases;
  }

  private ConformanceCase signedIn(String name, Check check) {
    return new ConformanceCase(
        name,
        () -> {
          visitor.signIn();
          check.run();
        });
  }

  private void taken(BatchFormat format) throws IOException, InterruptedException {
    HttpResponse<String> response = post(format, batch(format, visitor.nonce()));
    Expect.that(response.statusCode() == 200, "status is 200, was " + response.statusCode());
    String next = Visitor.nonceOf(response);
    Expect.that(
        post(format, batch(format, next)).statusCode() == 200, "the next nonce is good, too");
  }

  private void nonceReuse(BatchFormat format) throws IOException, InterruptedException {
    String nonce = visitor.nonce();
    post(format, batch(format, nonce));
    HttpResponse<String> response = post(format, batch(format, nonce));
    Expect.problem(response, 409, "nonce-used");
    Visitor.nonceOf(response);
  }

  private void unknownNonce(BatchFormat format) throws IOException, InterruptedException {
    HttpResponse<String> response = post(format, batch(format, UNKNOWN_NONCE));
    Expect.problem(response, 409, "nonce-unknown");
    byte[] again = batch(format, Visitor.nonceOf(response));
    Expect.that(post(format, again).statusCode() == 200, "the nonce it came with is good");
  }

  private void replay(BatchFormat format) throws IOException, InterruptedException {
    long time = timeMicros += 60 * SECOND;
    post(format, batch(format, visitor.nonce(), time));
    HttpResponse<String> response = post(format, batch(format, visitor.nonce(), time));
    Expect.problem(response, 409, "batch-repeated");
    Visitor.nonceOf(response);
  }

  private void oversize(BatchFormat format) throws IOException, InterruptedException {
    byte[] batch = batch(format, visitor.nonce());
    byte[] longer = Arrays.copyOf(batch, BatchLimits.defaults().bytes() + 1);
    Arrays.fill(longer, batch.length, longer.length, (byte) ' ');
    Expect.problem(post(format, longer), 413, "too-large");
  }

  private void truncated(BatchFormat format) throws IOException, InterruptedException {
    byte[] batch = batch(format, visitor.nonce());
    HttpResponse<String> response = post(format, Arrays.copyOf(batch, batch.length - 3));
    Expect.problem(response, 422, "invalid-batch");
    Expect.contains(response, "\"rule\":\"TRUNCATED\"");
    Visitor.nonceOf(response);
  }

  private void schema(BatchFormat format) throws IOException, InterruptedException {
    byte[] batch =
        BatchWriter.of(format, visitor.nonce(), 0).pointer(PointerAction.MOVE, -1, 0, 0).bytes();
    HttpResponse<String> response = post(format, batch);
    Expect.problem(response, 422, "invalid-batch");
    Expect.contains(response, "\"pointer\":\"/events/0/2\"");
    Expect.contains(response, "\"rule\":\"RANGE\"");
  }

  private void crossOrigin(BatchFormat format) throws IOException, InterruptedException {
    byte[] batch = batch(format, visitor.nonce());
    Expect.problem(visitor.postFromElsewhere(format.mediaType(), batch), 403, "cross-origin");
  }

  private void stranger(BatchFormat format) throws IOException, InterruptedException {
    byte[] batch = batch(format, UNKNOWN_NONCE);
    Expect.problem(visitor.postAsStranger(format.mediaType(), batch), 401, "no-session");
  }

  private void mediaType() throws IOException, InterruptedException {
    byte[] body = "v=1".getBytes(StandardCharsets.US_ASCII);
    Expect.problem(visitor.post("application/x-www-form-urlencoded", body), 415, "media-type");
  }

  private HttpResponse<String> post(BatchFormat format, byte[] body)
      throws IOException, InterruptedException {
    return visitor.post(format.mediaType(), body);
  }

  private byte[] batch(BatchFormat format, String nonce) {
    return batch(format, nonce, timeMicros += 60 * SECOND);
  }

  private static byte[] batch(BatchFormat format, String nonce, long time) {
    return BatchWriter.of(format, nonce, 0)
        .field("conformance", 0)
        .abstained("other", AbstentionReason.AUTOFILL)
        .key(0, 0, time, 90_000)
        .key(0, 1, time + 150_000, 80_000)
        .end(0, 2, time + SECOND, EntryOutcome.COMPLETED)
        .pointer(PointerAction.MOVE, time + SECOND, 10, 20)
        .visit("/conformance/{case}", time + SECOND)
        .bytes();
  }
}

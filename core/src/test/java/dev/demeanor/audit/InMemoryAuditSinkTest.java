package dev.demeanor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.tck.AuditSinkTck;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryAuditSinkTest extends AuditSinkTck {
  @Override
  protected AuditSink newSink() {
    return new InMemoryAuditSinkProvider().open(ProviderOptions.none());
  }

  @Override
  protected List<String> storedIds(AuditSink of) {
    return ((InMemoryAuditSink) of).records().stream().map(AuditRecord::id).toList();
  }

  @Test
  void append_dropsTheOldestWhenFull() {
    InMemoryAuditSink sink = new InMemoryAuditSink(2);
    sink.append(List.of(Records.feedback("a"), Records.feedback("b"), Records.feedback("c")));
    assertThat(storedIds(sink)).containsExactly("b", "c");
  }

  @Test
  void capacity_mustBePositive() {
    assertThatThrownBy(() -> new InMemoryAuditSink(0)).hasMessageContaining("capacity");
  }
}

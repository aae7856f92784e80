package dev.demeanor.store.jdbc;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys of templates as six columns. */
final class Keys {

  private Keys() {}

  /** Returns tenant, account, modality, source, epoch and device, in this order. */
  static Object[] parameters(TemplateKey key) {
    Source source = key.source();
    return new Object[] {
      Column.text("tenant", key.subject().tenant(), Column.NAME),
      Column.text("account", key.subject().account(), Column.NAME),
      source.modality().name(),
      source.name(),
      source.epoch(),
      key.device().name()
    };
  }

  /** Reads modality, source, epoch and device from a row. */
  static TemplateKey read(SubjectId subject, ResultSet row) throws SQLException {
    return new TemplateKey(
        subject,
        new Source(
            new Modality(row.getString("modality")), row.getString("source"), row.getInt("epoch")),
        DeviceClass.valueOf(row.getString("device")));
  }

  /** Returns the parameters one after the other. */
  static @Nullable Object[] join(@Nullable Object[] first, @Nullable Object... then) {
    @Nullable Object[] joined = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, joined, first.length, then.length);
    return joined;
  }
}

package dev.demeanor.store.jdbc;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stored records of several types have in common. Stateless. */
final class StoredParts {

  private static final int MAX_NAMES = 1_000;

  private StoredParts() {}

  static void writeHead(StateWriter out, String id, Instant at) {
    out.putString(id);
    writeInstant(out, at);
  }

  static void writeInstant(StateWriter out, Instant instant) {
    out.putLong(instant.getEpochSecond()).putInt(instant.getNano());
  }

  static Instant readInstant(StateReader in) {
    return Instant.ofEpochSecond(in.getLong(), in.getInt("nanos", 0, 999_999_999));
  }

  static void writeOptional(StateWriter out, @Nullable String text) {
    out.putByte(text == null ? 0 : 1);
    if (text != null) {
      out.putString(text);
    }
  }

  static @Nullable String readOptional(StateReader in) {
    return flag(in) ? in.getString() : null;
  }

  static void writeNames(StateWriter out, List<String> names) {
    out.putInt(names.size());
    names.forEach(out::putString);
  }

  static List<String> readNames(StateReader in) {
    List<String> names = new ArrayList<>();
    for (int left = in.getInt("names", 0, MAX_NAMES); left > 0; left--) {
      names.add(in.getString());
    }
    return names;
  }

  static void writeBlock(StateWriter out, Block block) {
    out.putString(block.id()).putString(block.target().kind().name());
    out.putString(block.target().tenant()).putString(block.target().value());
    out.putString(block.origin().name()).putString(block.actor()).putString(block.reason());
    writeInstant(out, block.createdAt());
    writeInstant(out, block.expiresAt());
  }

  static Block readBlock(StateReader in) {
    String id = in.getString();
    BlockTarget.Kind kind = BlockTarget.Kind.valueOf(in.getString());
    return new Block(
        id,
        new BlockTarget(kind, in.getString(), in.getString()),
        Block.Origin.valueOf(in.getString()),
        in.getString(),
        in.getString(),
        readInstant(in),
        readInstant(in));
  }

  static boolean flag(StateReader in) {
    int flag = in.getByte();
    if (flag != 0 && flag != 1) {
      throw new CorruptStateException("a flag must be 0 or 1, was " + flag);
    }
    return flag == 1;
  }
}

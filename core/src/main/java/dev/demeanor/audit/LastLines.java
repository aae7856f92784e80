package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Reads the end of a file of lines without reading what is before it. Stateless. */
final class LastLines {

  private static final int PIECE = 8192;

  private LastLines() {}

  /** Returns where the last line that was ended ends. */
  static long end(FileChannel channel) throws IOException {
    return afterLineEnd(channel, channel.size());
  }

  /** Returns the last lines before a place where a line ends, oldest first. */
  static List<String> read(FileChannel channel, long end, int atMost) throws IOException {
    long from = end;
    for (int lines = 0; lines < atMost && from > 0; lines++) {
      from = afterLineEnd(channel, from - 1);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - from));
    fill(channel, bytes, from);
    return new String(bytes.array(), 0, bytes.position(), UTF_8).lines().toList();
  }

  /** Returns the place behind the last line end before a place, 0 when there is none. */
  private static long afterLineEnd(FileChannel channel, long before) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long end = before;
    while (end > 0) {
      long from = Math.max(0, end - PIECE);
      piece.clear().limit((int) (end - from));
      fill(channel, piece, from);
      for (int i = piece.position() - 1; i >= 0; i--) {
        if (piece.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  private static void fill(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // reads until the piece is whole
    }
  }
}

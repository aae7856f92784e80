package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockTarget;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Blocks in a table, synced when {@link #save} and {@link #remove} return. Thread-safe. */
final class JdbcBlockStore implements BlockStore {

  private final Database database;
  private final String update;
  private final String insert;
  private final String select;
  private final String delete;

  JdbcBlockStore(Database database, String prefix) {
    this.database = database;
    String table = prefix + "block";
    update =
        "UPDATE "
            + table
            + " SET tenant = ?, kind = ?, target = ?, origin = ?, actor = ?, reason = ?,"
            + " created_micros = ?, expires_micros = ? WHERE id = ?";
    insert =
        "INSERT INTO "
            + table
            + " (tenant, kind, target, origin, actor, reason, created_micros, expires_micros, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    select =
        "SELECT id, tenant, kind, target, origin, actor, reason, created_micros, expires_micros"
            + " FROM "
            + table
            + " WHERE ";
    delete = "DELETE FROM " + table + " WHERE id = ?";
  }

  @Override
  public void save(Block block) {
    Object[] row = row(block);
    try {
      database.write("save a block", call -> save(call, block, row));
    } catch (DuplicateKey e) { // the same block at the same moment: whoever is last stays
      database.write("save a block", call -> call.update(update, row));
    }
    database.sync();
  }

  /** Looks first: an UPDATE of a row that is not there locks the gap in some databases. */
  private int save(Call call, Block block, Object[] row) throws SQLException {
    boolean isNew = query(call, "id = ?", block.id()).isEmpty();
    return call.update(isNew ? insert : update, row);
  }

  private static Object[] row(Block block) {
    return new Object[] {
      Column.text("tenant", block.target().tenant(), Column.NAME),
      block.target().kind().name(),
      Column.text("block target", block.target().value(), Column.NAME),
      block.origin().name(),
      Column.text("actor", block.actor(), Column.NAME),
      Column.text("reason", block.reason(), Column.WORDS),
      Micros.floor(block.createdAt()),
      Micros.ceil(block.expiresAt()), // after the beginning, and no shorter than decided
      Column.text("block id", block.id(), Column.NAME)
    };
  }

  @Override
  public Optional<Block> find(String id) {
    return database.read("find a block", call -> query(call, "id = ?", id).stream().findFirst());
  }

  @Override
  public List<Block> active(Instant now) {
    return database.read(
        "list the active blocks", call -> query(call, "expires_micros > ?", Micros.floor(now)));
  }

  @Override
  public List<Block> expired(Instant now, int limit) {
    return database.read(
        "list expired blocks",
        call -> query(call, "expires_micros <= ? LIMIT " + limit, Micros.floor(now)));
  }

  @Override
  public Optional<Block> remove(String id) {
    Optional<Block> removed =
        database.writeOnce(
            "remove a block",
            call -> {
              List<Block> found = query(call, "id = ? FOR UPDATE", id);
              return call.update(delete, id) > 0 ? found.stream().findFirst() : Optional.empty();
            });
    database.sync();
    return removed;
  }

  private List<Block> query(Call call, String condition, Object parameter) throws SQLException {
    List<Block> blocks = new ArrayList<>();
    try (PreparedStatement statement = call.prepare(select + condition, parameter);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        blocks.add(read(row));
      }
    }
    return blocks;
  }

  private static Block read(ResultSet row) throws SQLException {
    return new Block(
        row.getString("id"),
        new BlockTarget(
            BlockTarget.Kind.valueOf(row.getString("kind")),
            row.getString("tenant"),
            row.getString("target")),
        Block.Origin.valueOf(row.getString("origin")),
        row.getString("actor"),
        row.getString("reason"),
        Micros.instant(row.getLong("created_micros")),
        Micros.instant(row.getLong("expires_micros")));
  }

  @Override
  public void close() {
    database.close();
  }
}

package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileId;
import parley.engine.storage.FileIndex;
import parley.engine.storage.StoredFile;
import parley.persistence.database.Database;

/** Answers from the list of files. */
public final class FileList implements FileIndex {
    private static final Slice SLICE = new Slice("""
        SELECT "id", "owner", "name", "media_type", "size", "sha256", "conversation", "created_at" FROM "file\"\
        """, "file", "\"state\" = 'kept'", "created_at");
    private static final String LEFTOVERS = """
        SELECT "owner", "id" FROM "file"
        WHERE "state" = 'leaving' OR ("state" = 'open' AND "created_at" < ?) ORDER BY "created_at" LIMIT ?\
        """;

    private final Database database;

    public FileList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Page<StoredFile>> files(UserId owner, Page.Request page) {
        return database.reading(connection -> SLICE.of(connection, owner, page, FileList::file));
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        return new StoredFile(
                new FileId(row.getString(1)),
                new UserId(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                Nanos.instant(row.getLong(8)));
    }

    @Override
    public CompletionStage<List<Leftover>> leftovers(Instant begunBefore, int most) {
        return database.reading(connection -> leftovers(connection, begunBefore, most));
    }

    private static List<Leftover> leftovers(Connection connection, Instant begunBefore, int most) throws SQLException {
        List<Leftover> leftovers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LEFTOVERS)) {
            select.setLong(1, Nanos.of(begunBefore));
            select.setInt(2, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next())
                    leftovers.add(new Leftover(new UserId(rows.getString(1)), new FileId(rows.getString(2))));
            }
        }
        return List.copyOf(leftovers);
    }
}

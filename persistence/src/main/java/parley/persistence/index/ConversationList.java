package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.ConversationSummary;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.persistence.database.Database;

/** Answers from the list of conversations. */
public final class ConversationList implements ConversationIndex {
    private static final String UNFINISHED = """
        SELECT "id" FROM "conversation" WHERE ("running" OR "uncharged" > 0) ORDER BY "id\"\
        """;
    private static final String AFTER = """
        SELECT "id" FROM "conversation" WHERE "id" > ? ORDER BY "id" LIMIT ?\
        """;
    private static final Slice SLICE = new Slice("""
        SELECT "id", "title", "running", "turns", "created_at", "updated_at" FROM "conversation\"\
        """, "conversation", "NOT \"deleted\"", "updated_at");

    private final Database database;

    public ConversationList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Page<ConversationSummary>> conversations(UserId owner, Page.Request page) {
        return database.reading(connection -> SLICE.of(connection, owner, page, ConversationList::summary));
    }

    @Override
    public CompletionStage<List<ConversationId>> after(@Nullable ConversationId last, int most) {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(AFTER)) {
                select.setString(1, last == null ? "" : last.value());
                select.setInt(2, most);
                return ids(select);
            }
        });
    }

    /** Deleted ones too, where a turn waits for its charge. */
    @Override
    public CompletionStage<List<ConversationId>> unfinished() {
        return database.reading(ConversationList::unfinished);
    }

    private static List<ConversationId> unfinished(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNFINISHED)) {
            return ids(select);
        }
    }

    private static List<ConversationId> ids(PreparedStatement select) throws SQLException {
        List<ConversationId> ids = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) ids.add(new ConversationId(rows.getString(1)));
        }
        return List.copyOf(ids);
    }

    private static ConversationSummary summary(ResultSet row) throws SQLException {
        return new ConversationSummary(
                new ConversationId(row.getString(1)),
                row.getString(2),
                row.getBoolean(3),
                row.getInt(4),
                Nanos.instant(row.getLong(5)),
                Nanos.instant(row.getLong(6)));
    }
}

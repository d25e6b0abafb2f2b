package parley.persistence.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.conversation.ConversationId;
import parley.engine.recording.RecordingIndex;
import parley.persistence.database.Database;

/** Answers from the list of recordings that have not ended. */
public final class RecordingList implements RecordingIndex {
    private static final String UNFINISHED = """
        SELECT DISTINCT "conversation" FROM "recording_under_way" ORDER BY "conversation"\
        """;

    private final Database database;

    public RecordingList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<ConversationId>> unfinished() {
        return database.reading(connection -> {
            List<ConversationId> ids = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(UNFINISHED);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) ids.add(new ConversationId(rows.getString(1)));
            }
            return List.copyOf(ids);
        });
    }
}

package parley.persistence.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.persistence.database.Database;

/** Lists the conversations of everybody that are under way, for those who look after a server. */
public final class OpenRooms {
    private static final String AFTER = """
        SELECT "id", "turns", "updated_at" FROM "conversation" WHERE "running" AND "id" > ? ORDER BY "id" LIMIT ?\
        """;

    private final Database database;

    public OpenRooms(Database database) {
        this.database = database;
    }

    /** In the order of their ids, the next ones after this. */
    public CompletionStage<List<OpenRoom>> after(String last, int most) {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(AFTER)) {
                select.setString(1, last);
                select.setInt(2, most);
                try (ResultSet rows = select.executeQuery()) {
                    List<OpenRoom> rooms = new ArrayList<>();
                    while (rows.next())
                        rooms.add(new OpenRoom(rows.getString(1), rows.getInt(2), Nanos.instant(rows.getLong(3))));
                    return List.copyOf(rooms);
                }
            }
        });
    }
}

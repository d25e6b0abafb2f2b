package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.http.trial.Evidence.Entry;

/** What is stored, read by bare JDBC and nothing of ours, while no server writes. */
final class Books implements AutoCloseable {
    private static final String ALL = """
        SELECT "persistence_id", "sequence_number", "writer", "event_ser_manifest", "event_payload"
        FROM "event_journal" WHERE "persistence_id" LIKE ? ORDER BY "persistence_id", "sequence_number"\
        """;
    private static final String ROOM = "Conversation|";
    private static final String ACCOUNT = "Account|";
    private static final String WASTE = ACCOUNT + "platform.waste";

    /** Opens what is stored where a server keeps it. */
    @FunctionalInterface
    interface Place {
        Books open() throws SQLException, IOException;
    }

    private final Connection connection;

    private Books(Connection connection) {
        this.connection = connection;
    }

    /** The embedded database of a stopped server: a copy of it, so that the next server finds the file as it was left. */
    static Books embedded(Path folder) throws SQLException, IOException {
        Path copy = Files.createDirectories(folder.resolve("copy")).resolve("parley");
        Files.copy(folder.resolve("parley.mv.db"), Path.of(copy + ".mv.db"), StandardCopyOption.REPLACE_EXISTING);
        return at("jdbc:h2:file:" + copy, "parley");
    }

    static Books at(String url, String user) throws SQLException {
        return new Books(DriverManager.getConnection(url, user, ""));
    }

    /** All that concerns a guest. */
    Evidence evidence(Stay stay) throws SQLException, IOException {
        List<Evidence.Room> rooms = new ArrayList<>();
        List<Entry> waste = new ArrayList<>();
        List<Entry> booked = entries(WASTE);
        String owner = "";
        for (Stay.Room room : stay.rooms()) {
            List<Entry> journal = entries(ROOM + room.id());
            rooms.add(new Evidence.Room(room.id(), journal, room.views(), room.acknowledged()));
            if (!journal.isEmpty())
                owner = journal.getFirst().data().path("owner").asText();
            booked.stream()
                    .filter(it -> it.data().path("entry").asText().startsWith(room.id() + "/"))
                    .forEach(waste::add);
        }
        return new Evidence(rooms, entries(ACCOUNT + owner), waste, stay.spent());
    }

    List<Entry> everything() throws SQLException, IOException {
        return entries("%");
    }

    private List<Entry> entries(String persistenceId) throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setString(1, persistenceId);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    JsonNode data = Visitor.JSON.readTree(rows.getBytes(5));
                    entries.add(
                            new Entry(rows.getString(1), rows.getLong(2), rows.getString(3), rows.getString(4), data));
                }
            }
            return entries;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

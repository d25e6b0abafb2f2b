package parley.http.main;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.http.migration.Stock;
import parley.persistence.database.Database;

/** All users by the journal, which knows each from the first event on. */
record UserIds(Database database) implements Stock.UserList {
    private static final String KIND = "User|";
    private static final String SELECT = """
        SELECT "persistence_id" FROM "event_journal" WHERE "sequence_number" = 1
        AND "persistence_id" LIKE ? AND "persistence_id" > ? ORDER BY "persistence_id" LIMIT ?\
        """;

    @Override
    public List<UserId> after(@Nullable UserId last, int most) {
        try {
            return database.read(connection -> {
                List<UserId> ids = new ArrayList<>();
                try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                    select.setString(1, KIND + "%");
                    select.setString(2, KIND + (last == null ? "" : last.value()));
                    select.setInt(3, most);
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) ids.add(new UserId(rows.getString(1).substring(KIND.length())));
                    }
                }
                return ids;
            });
        } catch (SQLException failure) {
            throw new CannotStart("the users cannot be read: " + failure.getMessage(), failure);
        }
    }
}

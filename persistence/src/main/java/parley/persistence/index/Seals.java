package parley.persistence.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.persistence.database.Database;

/** Tells which master keys seal the secrets in a table whose rows have an {@code owner} and are {@code sealed_with} one. */
record Seals(Database database, String table) {
    /** Owners of secrets that another master key than this one seals, by name, after one of them. */
    CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most) {
        String owners = """
            SELECT DISTINCT "owner" FROM "%s"
            WHERE "sealed_with" IS NOT NULL AND "sealed_with" <> ? AND "owner" > ? ORDER BY "owner" LIMIT ?\
            """.formatted(table);
        return database.reading(connection -> {
            List<UserId> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(owners)) {
                select.setString(1, masterKey);
                select.setString(2, after == null ? "" : after.value());
                select.setInt(3, most);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) found.add(new UserId(rows.getString(1)));
                }
            }
            return List.copyOf(found);
        });
    }

    /** How many secrets each master key seals, by its id. */
    CompletionStage<Map<String, Long>> counted() {
        String counts = """
            SELECT "sealed_with", COUNT(*) FROM "%s" WHERE "sealed_with" IS NOT NULL GROUP BY "sealed_with"\
            """.formatted(table);
        return database.reading(connection -> {
            Map<String, Long> seals = new TreeMap<>();
            try (PreparedStatement select = connection.prepareStatement(counts);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) seals.put(rows.getString(1), rows.getLong(2));
            }
            return seals;
        });
    }
}

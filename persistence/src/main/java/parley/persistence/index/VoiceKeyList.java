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
import parley.engine.voicing.VoiceConnectionIndex;
import parley.persistence.database.Database;

/** Answers from the list of the keys of connections to voices. */
public final class VoiceKeyList implements VoiceConnectionIndex {
    private static final String OTHERWISE = """
        SELECT DISTINCT "owner" FROM "voice_key"
        WHERE "sealed_with" <> ? AND "owner" > ? ORDER BY "owner" LIMIT ?\
        """;
    private static final String SEALS = "SELECT \"sealed_with\", COUNT(*) FROM \"voice_key\" GROUP BY \"sealed_with\"";

    private final Database database;

    public VoiceKeyList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most) {
        return database.reading(connection -> {
            List<UserId> owners = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(OTHERWISE)) {
                select.setString(1, masterKey);
                select.setString(2, after == null ? "" : after.value());
                select.setInt(3, most);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) owners.add(new UserId(rows.getString(1)));
                }
            }
            return List.copyOf(owners);
        });
    }

    @Override
    public CompletionStage<Map<String, Long>> seals() {
        return database.reading(connection -> {
            Map<String, Long> seals = new TreeMap<>();
            try (PreparedStatement select = connection.prepareStatement(SEALS);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) seals.put(rows.getString(1), rows.getLong(2));
            }
            return seals;
        });
    }
}

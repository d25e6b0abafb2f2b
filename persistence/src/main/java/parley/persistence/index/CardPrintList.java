package parley.persistence.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.engine.agent.AgentId;
import parley.engine.agent.CardPrints;
import parley.engine.kernel.UserId;
import parley.persistence.database.Database;

/** Answers from the list of fingerprints. */
public final class CardPrintList implements CardPrints {
    private static final String HOLDER = """
        SELECT "agent" FROM "card_print" WHERE "owner" = ? AND "print" = ? ORDER BY "created_at", "agent" LIMIT 1\
        """;

    private final Database database;

    public CardPrintList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Optional<AgentId>> holder(UserId owner, String print) {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(HOLDER)) {
                select.setString(1, owner.value());
                select.setString(2, print);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(new AgentId(rows.getString(1))) : Optional.empty();
                }
            }
        });
    }
}

package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.CharacterProfile;
import parley.engine.agent.CharacterQuery;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.persistence.database.Database;

/** Answers from the list of agents. */
public final class AgentList implements AgentIndex {
    private static final Slice SLICE = new Slice("""
        SELECT "id", "owner", "casting", "created_at", "updated_at" FROM "agent\"\
        """, "agent", "NOT \"retired\"", "created_at");
    private static final String CHARACTERS = """
        SELECT "id", "owner", "sheet", "created_at", "updated_at" FROM "agent\"\
        """;

    private final Database database;

    public AgentList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Page<AgentProfile>> agents(UserId owner, Page.Request page) {
        return database.reading(connection -> SLICE.of(connection, owner, page, AgentList::profile));
    }

    @Override
    public CompletionStage<Page<CharacterProfile>> characters(UserId owner, CharacterQuery query) {
        return database.reading(connection -> page(connection, conditions(owner, query), query));
    }

    private static Page<CharacterProfile> page(Connection connection, Conditions conditions, CharacterQuery query)
            throws SQLException {
        Page.Request page = query.page();
        List<CharacterProfile> items = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(CHARACTERS + conditions.sql() + order(query) + " LIMIT ? OFFSET ?")) {
            int next = conditions.bind(select);
            select.setInt(next, page.limit());
            select.setLong(next + 1, page.offset());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) items.add(character(rows));
            }
        }
        return new Page<>(items, total(connection, conditions), page.page(), page.limit());
    }

    private static long total(Connection connection, Conditions conditions) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement("SELECT COUNT(*) FROM \"agent\"" + conditions.sql())) {
            conditions.bind(count);
            try (ResultSet rows = count.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static Conditions conditions(UserId owner, CharacterQuery query) {
        Conditions conditions = new Conditions(
                " WHERE \"owner\" = ? AND \"kind\" = ? AND NOT \"retired\"", List.of(owner.value(), CharacterRow.CARD));
        String tag = query.tag();
        String text = query.text();
        if (tag != null)
            conditions = conditions.and(
                    "\"sought_tags\" LIKE ? ESCAPE '!'", Sought.anywhere("\n" + CharacterRow.line(tag) + "\n"));
        if (text != null)
            conditions = conditions.and("\"sought\" LIKE ? ESCAPE '!'", Sought.anywhere(CharacterRow.line(text)));
        return conditions;
    }

    private static String order(CharacterQuery query) {
        String direction = query.page().oldestFirst() ? "ASC" : "DESC";
        String column = switch (query.order()) {
            case NAME -> "sought_name";
            case UPDATED -> "updated_at";
            case CREATED -> "created_at";
        };
        return " ORDER BY \"" + column + "\" " + direction + ", \"id\" " + direction;
    }

    private static CharacterProfile character(ResultSet row) throws SQLException {
        String id = row.getString(1);
        CharacterRow it = CharacterRow.read(id, row.getString(3));
        return new CharacterProfile(
                new AgentId(id),
                new UserId(row.getString(2)),
                it.name(),
                it.tags(),
                it.creator(),
                it.characterVersion(),
                it.description(),
                it.personality(),
                it.picture(),
                Nanos.instant(row.getLong(4)),
                Nanos.instant(row.getLong(5)));
    }

    private static AgentProfile profile(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new AgentProfile(
                new AgentId(id),
                new UserId(row.getString(2)),
                Castings.read(id, row.getString(3)),
                Nanos.instant(row.getLong(4)),
                Nanos.instant(row.getLong(5)));
    }
}

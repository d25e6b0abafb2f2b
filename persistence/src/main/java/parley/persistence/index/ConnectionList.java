package parley.persistence.index;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.persistence.database.Database;

/** Answers from the list of connections. */
public final class ConnectionList implements ConnectionIndex {
    private static final String SELECT = """
        SELECT "id", "name", "description", "provider", "model", "base", "active", "sealed_with", "preferred",
        "created_at", "updated_at", "max_concurrent", "requests_per_minute" FROM "connection"\
        """;
    private final Database database;
    private final Seals seals;

    public ConnectionList(Database database) {
        this.database = database;
        this.seals = new Seals(database, "connection");
    }

    @Override
    public CompletionStage<Page<ConnectionProfile>> connections(UserId owner, Query query) {
        return database.reading(connection -> page(connection, owner, query));
    }

    private static Page<ConnectionProfile> page(Connection connection, UserId owner, Query query) throws SQLException {
        Conditions conditions = conditions(owner, query);
        Page.Request page = query.page();
        List<ConnectionProfile> items = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + conditions.sql() + order(query) + " LIMIT ? OFFSET ?")) {
            int next = conditions.bind(select);
            select.setInt(next, page.limit());
            select.setLong(next + 1, page.offset());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) items.add(profile(owner, rows));
            }
        }
        return new Page<>(items, total(connection, conditions), page.page(), page.limit());
    }

    private static long total(Connection connection, Conditions conditions) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement("SELECT COUNT(*) FROM \"connection\"" + conditions.sql())) {
            conditions.bind(count);
            try (ResultSet rows = count.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static Conditions conditions(UserId owner, Query query) {
        Conditions conditions = new Conditions(" WHERE \"owner\" = ?", List.of(owner.value()));
        String provider = query.provider();
        Boolean active = query.active();
        if (provider != null) conditions = conditions.and("\"provider\" = ?", provider);
        if (active != null) conditions = conditions.and("\"active\" = ?", active);
        return query.preferredOnly() ? conditions.and("\"preferred\" = ?", true) : conditions;
    }

    private static String order(Query query) {
        String direction = query.page().oldestFirst() ? " ASC" : " DESC";
        String column = switch (query.order()) {
            case CREATED -> "created_at";
            case UPDATED -> "updated_at";
            case NAME -> "name";
        };
        return " ORDER BY \"" + column + "\"" + direction + ", \"id\"" + direction;
    }

    private static ConnectionProfile profile(UserId owner, ResultSet row) throws SQLException {
        String base = row.getString(6);
        Wiring wiring = new Wiring(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                base == null ? null : URI.create(base),
                row.getBoolean(7),
                row.getObject(12, Integer.class),
                row.getObject(13, Integer.class));
        return new ConnectionProfile(
                new ConnectionId(row.getString(1)),
                owner,
                wiring,
                row.getString(8) != null,
                row.getBoolean(9),
                Nanos.instant(row.getLong(10)),
                Nanos.instant(row.getLong(11)));
    }

    @Override
    public CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most) {
        return seals.sealedOtherwise(masterKey, after, most);
    }

    @Override
    public CompletionStage<Map<String, Long>> seals() {
        return seals.counted();
    }
}

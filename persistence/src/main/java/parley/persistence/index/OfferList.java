package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.market.Notice;
import parley.engine.market.Offer;
import parley.engine.market.OfferIndex;
import parley.persistence.database.Database;

/** Answers from the list of agents on offer. */
public final class OfferList implements OfferIndex {
    private static final String SELECT = """
        SELECT "agent", "publisher", "casting", "category", "tags", "description", "stars", "ratings", "imports",
        "created_at", "published_at" FROM "offer"\
        """;
    private static final String CATEGORIES = """
        SELECT DISTINCT "category" FROM "offer" WHERE "shown" ORDER BY "category"\
        """;
    private static final String TAG = "\"sought_tags\" LIKE ? ESCAPE '!'";

    private final Database database;

    public OfferList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Page<Offer>> offers(Query query) {
        return database.reading(connection -> page(connection, query));
    }

    @Override
    public CompletionStage<List<String>> categories() {
        return database.reading(connection -> {
            List<String> categories = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(CATEGORIES);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) categories.add(rows.getString(1));
            }
            return List.copyOf(categories);
        });
    }

    private static Page<Offer> page(Connection connection, Query query) throws SQLException {
        Conditions conditions = conditions(query);
        Page.Request page = query.page();
        List<Offer> items = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + conditions.sql() + order(query) + " LIMIT ? OFFSET ?")) {
            int next = conditions.bind(select);
            select.setInt(next, page.limit());
            select.setLong(next + 1, page.offset());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) items.add(offer(rows));
            }
        }
        return new Page<>(items, total(connection, conditions), page.page(), page.limit());
    }

    private static long total(Connection connection, Conditions conditions) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement("SELECT COUNT(*) FROM \"offer\"" + conditions.sql())) {
            conditions.bind(count);
            try (ResultSet rows = count.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static Conditions conditions(Query query) {
        Conditions conditions = new Conditions(" WHERE \"shown\" = ?", List.of(true));
        String category = query.category();
        String search = query.search();
        if (category != null) conditions = conditions.and("\"sought_category\" = ?", Sought.folded(category));
        if (query.leastRating() > 0) conditions = conditions.and("\"rating\" >= ?", query.leastRating());
        if (search != null)
            conditions = conditions.and("\"sought\" LIKE ? ESCAPE '!'", Sought.anywhere(Sought.folded(search)));
        List<String> tags = query.tags();
        if (tags.isEmpty()) return conditions;
        return conditions.and(
                "(" + TAG + (" OR " + TAG).repeat(tags.size() - 1) + ")",
                tags.stream()
                        .map(it -> Sought.anywhere("\n" + Sought.folded(it.strip()) + "\n"))
                        .toArray());
    }

    private static String order(Query query) {
        String direction = query.page().oldestFirst() ? " ASC" : " DESC";
        List<String> columns = switch (query.order()) {
            case POPULAR -> List.of("imports", "rating", "published_at");
            case RATING -> List.of("rating", "ratings", "published_at");
            case NEWEST -> List.of("published_at");
            case NAME -> List.of("sought_name");
        };
        StringBuilder order = new StringBuilder(" ORDER BY ");
        for (String column : columns)
            order.append('"').append(column).append('"').append(direction).append(", ");
        return order.append("\"agent\"").append(direction).toString();
    }

    private static Offer offer(ResultSet row) throws SQLException {
        String agent = row.getString(1);
        return new Offer(
                new AgentId(agent),
                new UserId(row.getString(2)),
                Castings.read(agent, row.getString(3)),
                new Notice(row.getString(4), Sought.items(row.getString(5)), row.getString(6)),
                row.getLong(7),
                row.getInt(8),
                row.getInt(9),
                Nanos.instant(row.getLong(10)),
                Nanos.instant(row.getLong(11)));
    }
}

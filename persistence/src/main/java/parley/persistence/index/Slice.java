package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** A page of what one owner has in a list. */
record Slice(String select, String table, String shown, String order) {
    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> Page<T> of(Connection connection, UserId owner, Page.Request page, Reader<T> reader) throws SQLException {
        return new Page<>(items(connection, owner, page, reader), total(connection, owner), page.page(), page.limit());
    }

    private <T> List<T> items(Connection connection, UserId owner, Page.Request page, Reader<T> reader)
            throws SQLException {
        String direction = page.oldestFirst() ? "ASC" : "DESC";
        String sql = select + " WHERE \"owner\" = ? AND " + shown + " ORDER BY \"" + order + "\" " + direction
                + ", \"id\" " + direction + " LIMIT ? OFFSET ?";
        List<T> items = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner.value());
            statement.setInt(2, page.limit());
            statement.setLong(3, page.offset());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) items.add(reader.read(rows));
            }
        }
        return items;
    }

    private long total(Connection connection, UserId owner) throws SQLException {
        String sql = "SELECT COUNT(*) FROM \"" + table + "\" WHERE \"owner\" = ? AND " + shown;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}

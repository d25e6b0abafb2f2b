package parley.persistence.index;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Transaction;

/** Which rows of the list of transactions: a WHERE clause, and what is bound to it. */
record Conditions(String sql, List<Object> values) {
    Conditions {
        values = List.copyOf(values);
    }

    static Conditions of(UserId account, Selection selection) {
        List<String> types =
                selection.types().stream().map(Transaction.Type::word).sorted().toList();
        Conditions conditions = new Conditions(" WHERE \"account\" = ?", List.of(account.value()))
                .and("\"type\" IN (?" + ", ?".repeat(types.size() - 1) + ")", types.toArray());
        String reason = selection.reason();
        if (reason != null) conditions = conditions.and("\"reason\" = ?", reason);
        if (selection.from() != null) conditions = conditions.and("\"at\" >= ?", Nanos.of(selection.from()));
        if (selection.to() != null) conditions = conditions.and("\"at\" < ?", Nanos.of(selection.to()));
        return conditions;
    }

    Conditions after(long sequenceNumber) {
        return and("\"sequence_number\" > ?", sequenceNumber);
    }

    Conditions and(String condition, Object... bound) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(bound));
        return new Conditions(sql + " AND " + condition, all);
    }

    /** Binds its values; answers the number of the next parameter. */
    int bind(PreparedStatement statement) throws SQLException {
        for (int at = 0; at < values.size(); at++) statement.setObject(at + 1, values.get(at));
        return values.size() + 1;
    }
}

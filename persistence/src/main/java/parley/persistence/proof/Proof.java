package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The whole proof, fed with rows: first all accounts, then all conversations, each journal in its order. */
final class Proof {
    private static final String STATE = "account.credits";

    private final Shelf shelf;
    private final Totals totals;
    private final @Nullable ToldLines told;
    private final Platform platform = new Platform();
    private String id = "";
    private @Nullable AccountFold account;
    private @Nullable RoomFold room;

    /** A proof that also looks at statements, where there are any. */
    Proof(Shelf shelf, Findings findings, @Nullable ToldLines told) {
        this.shelf = shelf;
        this.totals = new Totals(findings);
        this.told = told;
    }

    void account(StoredRow row) throws SQLException {
        AccountFold fold = account;
        if (fold == null || !row.id().equals(id)) {
            id = row.id();
            totals.account();
            fold = new AccountFold(shelf, platform, totals);
            account = fold;
        }
        Fact it = read("account", row);
        if (it == null) return;
        fold.after(it);
        if (told != null) {
            statement(it, fold, row.line());
            past(it, fold.arrival(), told);
        }
        JsonNode state = row.state();
        if (state != null && STATE.equals(row.stateType())) snapshot(it, fold, state);
    }

    private void snapshot(Fact it, AccountFold fold, JsonNode state) {
        Difference of = new Difference("account", it.id(), it.sequence(), STATE, "");
        try {
            Balances kept = Balances.of(state);
            Balances folded = fold.balances();
            if (!kept.equals(folded))
                totals.differs(of.saying("the snapshot says " + kept + ", and the journal comes to " + folded));
        } catch (Fact.Misread misread) {
            totals.differs(of.saying("the snapshot cannot be read: " + misread.getMessage()));
        }
    }

    private void statement(Fact it, AccountFold fold, @Nullable Line shown) {
        Line due = Line.due(it.type()) ? fold.last() : null;
        boolean ends = it.type().equals("account.settled") || it.type().equals("account.released");
        boolean agrees = shown == null ? due == null : due != null && shown.shows(due, !ends || it.has("held"));
        if (agrees) return;
        totals.differs(it.differing("the statement shows " + (shown == null ? "nothing" : shown)
                + ", and the journal comes to " + (due == null ? "nothing" : due)));
    }

    private void past(Fact it, Arrival arrival, ToldLines lines) throws SQLException {
        if (it.type().equals("account.opened") && lines.count(it.id()) != arrival.entries())
            totals.differs(it.differing("the statement shows " + lines.count(it.id())
                    + " lines of what another server told, and the journal has " + arrival.entries()));
        if (!it.type().equals("account.recalled")) return;
        try {
            if (!lines.show(it)) totals.differs(it.differing("the statement does not show it as it was told"));
        } catch (Fact.Misread misread) {
            totals.differs(it.differing("cannot be read: " + misread.getMessage()));
        }
    }

    void room(StoredRow row) {
        RoomFold fold = room;
        if (fold == null || !row.id().equals(id)) {
            if (fold != null) fold.done();
            id = row.id();
            fold = new RoomFold(id, shelf, totals);
            room = fold;
        }
        Fact it = read("conversation", row);
        if (it != null) fold.after(it);
    }

    private @Nullable Fact read(String of, StoredRow row) {
        totals.event();
        Fact it = new Fact(of, row.id(), row.sequence(), row.type(), row.data());
        if (it.data().isObject()) return it;
        totals.differs(it.differing("cannot be read"));
        return null;
    }

    /** A snapshot of an account stands where its journal has no event. */
    void stray(String account, long sequence) {
        totals.differs(
                new Difference("account", account, sequence, STATE, "the journal has no event of this snapshot"));
    }

    /** A statement shows what its account's journal has no event of. */
    void invented(String account, long sequence) {
        totals.differs(new Difference(
                "account", account, sequence, "statement", "the journal has no event of this line of the statement"));
    }

    Proven done() {
        if (room != null) room.done();
        new Bills(shelf, totals).rest();
        BigInteger sum = platform.sum();
        if (sum.signum() != 0)
            totals.differs(new Difference("platform", "all", 0, "books", "all books together add up to " + sum));
        return totals.proven(platform.books());
    }
}

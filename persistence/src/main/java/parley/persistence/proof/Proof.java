package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The whole proof, fed with rows: first all accounts, then all conversations, each journal in its order. */
final class Proof {
    private static final String STATE = "account.credits";

    private final Shelf shelf;
    private final Tally tally;
    private final Standings others;
    private final Platform platform = new Platform();
    private String id = "";
    private @Nullable AccountFold account;
    private @Nullable RoomFold room;

    Proof(Shelf shelf, Findings findings, Standings others) {
        this.shelf = shelf;
        this.tally = new Tally(findings);
        this.others = others;
    }

    void account(StoredRow row) {
        AccountFold fold = account;
        if (fold == null || !row.id().equals(id)) {
            closeAccount();
            id = row.id();
            tally.account();
            fold = new AccountFold(shelf, platform, tally);
            account = fold;
        }
        Fact it = read("account", row);
        if (it == null) return;
        fold.after(it);
        JsonNode state = row.state();
        if (state != null && STATE.equals(row.stateType())) snapshot(it, fold, state);
    }

    private void snapshot(Fact it, AccountFold fold, JsonNode state) {
        Difference of = new Difference("account", it.id(), it.sequence(), STATE, "");
        try {
            Standing kept = Standing.of(state);
            Standing folded = fold.standing();
            if (!kept.equals(folded))
                tally.differs(of.saying("the snapshot says " + kept + ", and the journal comes to " + folded));
        } catch (Fact.Misread misread) {
            tally.differs(of.saying("the snapshot cannot be read: " + misread.getMessage()));
        }
    }

    private void closeAccount() {
        AccountFold fold = account;
        if (fold != null) others.check(id, fold.standing()).forEach(tally::differs);
        account = null;
    }

    void room(StoredRow row) {
        closeAccount();
        RoomFold fold = room;
        if (fold == null || !row.id().equals(id)) {
            if (fold != null) fold.done();
            id = row.id();
            fold = new RoomFold(id, shelf, tally);
            room = fold;
        }
        Fact it = read("conversation", row);
        if (it != null) fold.after(it);
    }

    private @Nullable Fact read(String of, StoredRow row) {
        tally.event();
        Fact it = new Fact(of, row.id(), row.sequence(), row.type(), row.data());
        if (it.data().isObject()) return it;
        tally.differs(it.differing("cannot be read"));
        return null;
    }

    /** A snapshot of an account stands where its journal has no event. */
    void stray(String account, long sequence) {
        tally.differs(new Difference("account", account, sequence, STATE, "the journal has no event of this snapshot"));
    }

    Proven done() {
        closeAccount();
        if (room != null) room.done();
        new Bills(shelf, tally).rest();
        BigInteger sum = platform.sum();
        if (sum.signum() != 0)
            tally.differs(new Difference("platform", "all", 0, "books", "all books together add up to " + sum));
        return tally.proven(platform.books());
    }
}

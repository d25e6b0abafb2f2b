package parley.http.migration;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionDraft;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionKey;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.http.migration.Report.Fate;

/** Users' connections to providers, with their keys where the earlier server's secret is at hand. */
final class MovingConnections {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 500;

    private final Move move;
    private final OldKeys keys;
    /** Of one owner, whose rows come together: here no two connections have the same name. */
    private final Set<String> names = new HashSet<>();

    private String owner = "";

    MovingConnections(Move move, OldKeys keys) {
        this.move = move;
        this.keys = keys;
    }

    void run() {
        try (Origin.Rows rows = move.origin().rows(Kind.CONNECTIONS)) {
            for (Fields row = rows.next(); row != null; row = rows.next()) {
                Fields connection = row;
                move.each(Kind.CONNECTIONS, connection, () -> moved(connection));
            }
        }
        move.crew().rest();
    }

    private void moved(Fields row) {
        ConnectionId id = new ConnectionId(row.id());
        UserId user = move.owner(row);
        Wiring wiring = new Wiring(
                named(user, Texts.cut(row.must("name").strip(), LONGEST_NAME)),
                row.text("description")
                        .map(it -> Texts.cut(it, LONGEST_DESCRIPTION))
                        .orElse(""),
                row.must("provider").strip(),
                row.text("model_name")
                        .or(() -> row.within("config").text("model_name", "model"))
                        .orElseThrow(() -> new Misfit("it names no model"))
                        .strip(),
                base(row, id),
                row.flag(true, "is_active"));
        ConnectionDraft draft = new ConnectionDraft(wiring, key(row, id), preferred(row));
        Step step = new Step(move, Kind.CONNECTIONS, id.value(), user.value());
        step.then(() -> move.destination().connection(user, id, draft));
        step.end();
    }

    /** Python's word for it means the platform's own, which is nobody's. */
    private static boolean preferred(Fields row) {
        return row.flag(false, "is_default");
    }

    /** The same name again gets a number behind it: the earlier servers allowed it. */
    private String named(UserId user, String name) {
        if (!owner.equals(user.value())) {
            owner = user.value();
            names.clear();
        }
        String free = name;
        for (int number = 2; !names.add(free); number++) {
            String mark = " (" + number + ")";
            free = Texts.cut(name, LONGEST_NAME - mark.length()) + mark;
        }
        return free;
    }

    private @Nullable URI base(Fields row, ConnectionId id) {
        Optional<String> address = row.text("base_url");
        try {
            return address.map(Wiring::address).orElse(null);
        } catch (Refusal no) {
            move.report().tell(Kind.CONNECTIONS, Fate.CHANGED, id.value(), "its base URL is left out: " + no.reason());
            return null;
        }
    }

    private Optional<Secret> key(Fields row, ConnectionId id) {
        try {
            return keys.read(row).flatMap(it -> ConnectionKey.in(it.reveal()));
        } catch (Misfit | Refusal no) {
            String why = no instanceof Misfit it ? it.why() : ((Refusal) no).reason();
            move.report().tell(Kind.CONNECTIONS, Fate.CHANGED, id.value(), "its key has to be entered anew: " + why);
            return Optional.empty();
        }
    }
}

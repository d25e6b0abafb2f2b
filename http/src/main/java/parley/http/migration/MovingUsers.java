package parley.http.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Past;
import parley.engine.user.Email;
import parley.engine.user.Newcomer;
import parley.http.migration.Report.Fate;

/** Users, and with each the past of their credits and then what their account came to. */
record MovingUsers(Move move) {
    /** The forms of hashes that can be checked here: bcrypt, PBKDF2 as Node wrote it, and this server's own. */
    private static final Pattern HASH = Pattern.compile(
            "\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}|[0-9a-f]{32}:[0-9a-f]{128}|\\$argon2id\\$.{20,400}");

    /** Pieces of the past that may wait; they are large. */
    private static final int WAITING = 2;

    void run() {
        try (Origin.Rows users = move.origin().rows(Kind.USERS);
                Beside past = new Beside(
                        move.origin(), Kind.CREDIT_TRANSACTIONS, (_, _) -> move.orphan(Kind.CREDIT_TRANSACTIONS))) {
            for (Fields row = users.next(); row != null; row = users.next()) {
                Fields user = row;
                String id = user.text("id").orElse("");
                move.each(Kind.USERS, user, () -> moved(user, past));
                while (past.of(id).isPresent()) move.orphan(Kind.CREDIT_TRANSACTIONS);
            }
            past.rest();
        }
        move.crew().rest();
    }

    private void moved(Fields user, Beside past) {
        Newcomer newcomer = newcomer(user);
        Opening opening = opening(user, newcomer.id());
        String key = newcomer.email().toLowerCase(Locale.ROOT);
        Step step = new Step(move, Kind.USERS, newcomer.id().value(), key);
        step.then(() -> move.destination().user(newcomer));
        int pieces = 0;
        long count = 0;
        for (List<Past> piece = piece(past, newcomer.id()); !piece.isEmpty(); piece = piece(past, newcomer.id())) {
            List<Past> entries = piece;
            int number = pieces++;
            count += piece.size();
            step.then(() -> recalled(newcomer.id(), number, entries));
            if (pieces % WAITING == 0) step.await();
        }
        step.then(() -> unlessInUse(move.destination().open(newcomer.id(), opening), newcomer.id()));
        long told = count;
        step.end(
                () -> move.arrived(newcomer.id()),
                () -> move.report()
                        .skip(Kind.CREDIT_TRANSACTIONS, told, newcomer.id().value(), "of a user who was not moved"));
    }

    private CompletionStage<?> recalled(UserId user, int number, List<Past> entries) {
        return unlessInUse(
                move.destination()
                        .recall(user, number, entries)
                        .thenAccept(_ -> entries.forEach(_ -> move.report().moved(Kind.CREDIT_TRANSACTIONS))),
                user);
    }

    /** An account that has been used here stays as it is, and its user moves nevertheless. */
    private CompletionStage<?> unlessInUse(CompletionStage<?> credits, UserId user) {
        return credits.handle((_, failure) -> {
            if (failure == null) return true;
            Refusal no = Refusal.in(failure).orElseThrow(() -> Crew.wrapped(failure));
            move.report().tell(Kind.USERS, Fate.CHANGED, user.value(), "the credits stay as they are: " + no.reason());
            return false;
        });
    }

    private Newcomer newcomer(Fields user) {
        UserId id = new UserId(user.id());
        String email = new Email(user.must("email")).address();
        String first = name(user, "first_name");
        String last = name(user, "last_name");
        String whole = name(user, "name");
        String both = Stream.of(first, last).filter(it -> it != null).collect(Collectors.joining(" "));
        return new Newcomer(
                id,
                email,
                whole == null ? both : whole,
                first,
                last,
                hash(user, id),
                user.time("created_at").orElse(move.since()),
                user.flag(true, "is_active"),
                user.flag(false, "is_verified"));
    }

    private static @Nullable String name(Fields user, String field) {
        return user.text(field).map(it -> Texts.cut(it.strip(), Texts.NAME)).orElse(null);
    }

    private @Nullable Secret hash(Fields user, UserId id) {
        Optional<String> hash = user.text("hashed_password", "password");
        if (hash.isEmpty()) return null;
        if (HASH.matcher(hash.get()).matches()) return new Secret(hash.get());
        move.report()
                .tell(
                        Kind.USERS,
                        Fate.CHANGED,
                        id.value(),
                        "the password is kept in an unknown form: set it anew by letter");
        return null;
    }

    private Opening opening(Fields user, UserId id) {
        long balance = user.whole(0, "credits_balance");
        long used = Math.max(0, user.whole(0, "credits_used"));
        long bought = Math.max(0, user.whole(0, "credits_purchased"));
        if (balance < 0)
            move.report().tell(Kind.USERS, Fate.CHANGED, id.value(), "the balance was below zero: it begins with 0");
        return new Opening(
                Math.max(0, balance),
                used,
                bought,
                user.text("credit_plan")
                        .map(it -> Texts.cut(it.strip(), Texts.PLAN))
                        .orElse(null),
                user.time("last_credit_refill_at").orElse(null));
    }

    private List<Past> piece(Beside past, UserId user) {
        List<Past> piece = new ArrayList<>();
        while (piece.size() < Past.A_PIECE) {
            Optional<Fields> row = past.of(user.value());
            if (row.isEmpty()) break;
            try {
                piece.add(PastCredits.of(row.get()));
            } catch (Misfit | Refusal broken) {
                move.skipped(Kind.CREDIT_TRANSACTIONS, row.get(), broken);
            }
            move.progress().step();
        }
        return piece;
    }
}

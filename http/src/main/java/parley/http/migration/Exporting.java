package parley.http.migration;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.safe.FernetKeys;

/**
 * Writes everything that this server's users have as a file of JSON, for the way back or for another server: array by
 * array, user by user, so that no more than one conversation is in memory.
 */
public final class Exporting {
    private static final int FRESH_BYTES = 16;

    private final Stock stock;
    private final Optional<FernetKeys> seal;
    private final Progress progress;
    private final Clock clock;
    private final SecureRandom random;

    /** With the key that connections' keys are sealed with; where there is none they are left out. */
    public Exporting(Stock stock, MigrationSettings settings, Progress progress, Clock clock, SecureRandom random) {
        this.stock = stock;
        this.seal = Optional.of(settings.fernetKey())
                .filter(it -> !it.reveal().isEmpty())
                .map(FernetKeys::of);
        this.progress = progress;
        this.clock = clock;
        this.random = random;
    }

    /** Writes it, and answers how long it took. */
    public String run(Writer to) {
        try (JsonGenerator out = Fields.JSON.getFactory().createGenerator(to)) {
            out.writeStartObject();
            out.writeStringField("format", "chatsparty-export");
            out.writeNumberField("version", 1);
            out.writeStringField("source", "parley");
            out.writeStringField("exported_at", clock.instant().toString());
            out.writeObjectFieldStart("encryption");
            out.writeStringField("scheme", "fernet-b64");
            out.writeEndObject();
            all(new Rows(out));
            out.writeEndObject();
            out.writeRaw('\n');
            return progress.end();
        } catch (IOException failure) {
            throw new UncheckedIOException("the file cannot be written", failure);
        }
    }

    private void all(Rows rows) throws IOException {
        array(rows, Kind.USERS, user -> rows.user(stock.user(user), stock.standing(user)));
        array(rows, Kind.CONNECTIONS, user -> connections(rows, user));
        array(rows, Kind.VOICE_CONNECTIONS, user -> voices(rows, user));
        array(rows, Kind.AGENTS, user -> each(stock.agents(user), rows::agent));
        array(rows, Kind.CONVERSATIONS, user -> each(stock.conversations(user), rows::conversation));
        array(rows, Kind.MESSAGES, user -> each(stock.conversations(user), rows::messages));
        array(rows, Kind.CREDIT_TRANSACTIONS, user -> each(stock.transactions(user), rows::transaction));
        rows.begin(Kind.MODEL_CREDIT_COSTS);
        each(stock.prices(), rows::price);
        rows.end();
    }

    /** Writes what one user has of a kind. */
    private interface OfUser {
        void write(UserId user) throws IOException;
    }

    /** Writes one thing. */
    private interface One<T> {
        void write(T it) throws IOException;
    }

    private void array(Rows rows, Kind kind, OfUser ofUser) throws IOException {
        progress.now(kind.word());
        rows.begin(kind);
        for (Iterator<UserId> users = stock.users(); users.hasNext(); ) ofUser.write(users.next());
        rows.end();
    }

    private <T> void each(Iterator<T> some, One<? super T> one) throws IOException {
        while (some.hasNext()) {
            one.write(some.next());
            progress.step();
        }
    }

    private void connections(Rows rows, UserId user) throws IOException {
        each(stock.connections(user), it -> rows.connection(it, key(it.hasKey(), it.id(), () -> stock.key(it))));
    }

    private void voices(Rows rows, UserId user) throws IOException {
        each(stock.voices(user), it -> rows.voice(it, key(it.hasKey(), it.id(), () -> stock.key(it))));
    }

    private Optional<String> key(boolean there, Object connection, Supplier<Optional<Secret>> opened) {
        if (seal.isEmpty() || !there) return Optional.empty();
        byte[] fresh = new byte[FRESH_BYTES];
        random.nextBytes(fresh);
        try {
            return opened.get().map(it -> seal.get().write(it, fresh, clock.instant()));
        } catch (CompletionException | Refusal closed) {
            Refusal no = Refusal.in(closed).orElseThrow(() -> closed);
            progress.say("connection " + connection + " goes without its key: " + no.reason());
            return Optional.empty();
        }
    }
}

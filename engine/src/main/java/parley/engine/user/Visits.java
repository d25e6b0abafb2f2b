package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is signed in. What is over is forgotten as soon as something else happens.
 *
 * @param outBefore when the user last signed out everywhere
 * @param spent old tokens that were traded and would still be good
 */
record Visits(
        List<Session> sessions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant outBefore,
        List<Spent> spent) {
    static final Visits NONE = new Visits(List.of(), null, List.of());

    Visits {
        sessions = List.copyOf(sessions);
        spent = List.copyOf(spent);
    }

    /**
     * One of them.
     *
     * @param refreshedAt when the generation before was used up
     */
    record Session(SessionId id, int generation, Instant begunAt, Instant refreshedAt, Instant until) {}

    /** A token that was traded; remembered until it would not be good any more. */
    record Spent(TokenHash hash, Instant until) {}

    Optional<Session> live(SessionId id, Instant at) {
        return sessions.stream()
                .filter(it -> it.id.equals(id) && at.isBefore(it.until))
                .findFirst();
    }

    /** Those that must end for another to begin where so many are allowed; the ones used longest ago come first. */
    List<Session> tooMany(int most, Instant at) {
        List<Session> live = liveAt(at);
        return live.stream()
                .sorted((one, other) -> one.refreshedAt.compareTo(other.refreshedAt))
                .limit(Math.max(0, live.size() - most + 1))
                .toList();
    }

    boolean hasSpent(TokenHash hash) {
        return spent.stream().anyMatch(it -> it.hash.equals(hash));
    }

    int spentAt(Instant at) {
        return spendingAt(at).size();
    }

    Standing standing() {
        return new Standing(sessions.stream().map(Session::id).collect(Collectors.toSet()), outBefore);
    }

    Visits begun(SessionId id, Instant at, Instant until) {
        Session begun = new Session(id, 0, at, at, until);
        return new Visits(Stream.concat(liveAt(at).stream(), Stream.of(begun)).toList(), outBefore, spendingAt(at));
    }

    Visits refreshed(SessionId id, int generation, Instant at, Instant until) {
        List<Session> others = liveAt(at).stream()
                .map(it -> it.id.equals(id) ? new Session(id, generation, it.begunAt, at, until) : it)
                .toList();
        return new Visits(others, outBefore, spendingAt(at));
    }

    Visits ended(SessionId id, Instant at) {
        List<Session> others =
                liveAt(at).stream().filter(it -> !it.id.equals(id)).toList();
        return new Visits(others, outBefore, spendingAt(at));
    }

    Visits out(Instant at) {
        return new Visits(List.of(), at, spendingAt(at));
    }

    Visits spent(TokenHash hash, Instant until, Instant at) {
        Stream<Spent> all = Stream.concat(spendingAt(at).stream(), Stream.of(new Spent(hash, until)));
        return new Visits(liveAt(at), outBefore, all.toList());
    }

    private List<Session> liveAt(Instant at) {
        return sessions.stream().filter(it -> at.isBefore(it.until)).toList();
    }

    private List<Spent> spendingAt(Instant at) {
        return spent.stream().filter(it -> at.isBefore(it.until)).toList();
    }
}

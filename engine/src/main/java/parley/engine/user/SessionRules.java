package parley.engine.user;

import com.typesafe.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Refusal;
import parley.engine.user.UserCommand.Begin;
import parley.engine.user.UserCommand.Refresh;

/**
 * How sessions begin, go on and end. Each refresh uses a token up. One that comes again within the grace is a client that
 * lost the answer, and gets the same successor; later it is a copy in foreign hands, and its session ends for both.
 *
 * @param most sessions of one user; another ends the one that was used longest ago
 * @param idle how long a session lasts that is not refreshed
 * @param longest how long it lasts however often it is
 * @param grace how long after its use a token may come again
 */
public record SessionRules(int most, Duration idle, Duration longest, Duration grace) {
    /** Old tokens of one user that are remembered as spent; one that traded so many has no honest use for more. */
    private static final int MOST_SPENT = 100;

    static SessionRules from(Config config) {
        return new SessionRules(
                config.getInt("most"),
                config.getDuration("idle"),
                config.getDuration("longest"),
                config.getDuration("grace"));
    }

    /** What is to be recorded and answered. */
    sealed interface Decision {}

    record Open(List<UserEvent> events, int generation, Instant until) implements Decision {}

    record Closed(List<UserEvent> events, Refusal why) implements Decision {}

    Decision begin(Visits visits, Begin begin) {
        Optional<Visits.Session> already = visits.live(begin.session(), begin.at());
        if (already.isPresent())
            return new Open(List.of(), already.get().generation(), already.get().until());
        List<UserEvent> events = new ArrayList<>();
        if (begin.traded() != null) {
            if (!trades(visits, begin.traded(), begin.at())) return new Closed(List.of(), ended());
            events.add(new UserEvent.OldTokenSpent(
                    begin.traded().hash(), begin.traded().until(), begin.at()));
        }
        for (Visits.Session it : visits.tooMany(most, begin.at()))
            events.add(new UserEvent.SessionEnded(it.id(), UserEvent.Why.CROWDED_OUT, begin.at()));
        Instant until = begin.at().plus(idle);
        events.add(new UserEvent.SessionBegun(begin.session(), begin.at(), until));
        return new Open(events, 0, until);
    }

    Decision refresh(Visits visits, Refresh refresh) {
        return visits.live(refresh.session(), refresh.at())
                .map(it -> refresh(it, refresh.generation(), refresh.at()))
                .orElseGet(() -> new Closed(List.of(), ended()));
    }

    private Decision refresh(Visits.Session session, int generation, Instant at) {
        if (generation == session.generation()) {
            Instant until = earlier(at.plus(idle), session.begunAt().plus(longest));
            int next = generation + 1;
            return new Open(List.of(new UserEvent.SessionRefreshed(session.id(), next, at, until)), next, until);
        }
        boolean repeated = generation == session.generation() - 1
                && !at.isAfter(session.refreshedAt().plus(grace));
        if (repeated) return new Open(List.of(), session.generation(), session.until());
        return new Closed(
                List.of(new UserEvent.SessionEnded(session.id(), UserEvent.Why.TOKEN_REUSED, at)),
                Refusal.unauthenticated("this token was used before, so its session has ended; sign in again"));
    }

    private static boolean trades(Visits visits, OldToken token, Instant at) {
        return at.isBefore(token.until())
                && !visits.hasSpent(token.hash())
                && visits.spentAt(at) < MOST_SPENT
                && visits.standing().admits(null, token.issuedAt());
    }

    private static Refusal ended() {
        return Refusal.unauthenticated("this session has ended; sign in again");
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

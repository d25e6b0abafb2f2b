package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;

/**
 * A bound on what may be spent, counted from when it was set.
 *
 * @param most in credits, on one day or for ever
 * @param imposed whether an administrator set it, so that the user cannot take it away
 * @param spent of it, on {@code day} where it is by the day
 * @param day the last day, in UTC, on which something was spent; absent before
 */
public record Budget(
        Name name,
        long most,
        boolean imposed,
        long spent,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate day)
        implements Message {

    /** What it bounds. */
    public enum Scope {
        /** One conversation. */
        ROOM,
        /** One agent, in all rooms. */
        AGENT,
        /** All that the user spends. */
        USER
    }

    /** How long it bounds it. */
    public enum Period {
        TOTAL,
        DAY
    }

    /** Tells one budget of an account from another; a user's own has no id. */
    public record Name(
            Scope scope,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            Period period) {
        public Name {
            if ((scope == Scope.USER) != (id == null))
                throw Refusal.invalid("a budget of a room or an agent needs its id, a user's own has none");
            if (id != null) Names.check("the id of a budget's room or agent", id);
        }

        boolean bounds(@Nullable Purpose purpose) {
            if (scope == Scope.USER) return true;
            if (purpose == null || id == null) return false;
            return id.equals(scope == Scope.ROOM ? purpose.room() : purpose.agent());
        }

        /** How a person reads it. */
        @JsonIgnore
        public String words() {
            String whose = switch (scope) {
                case ROOM -> "the room " + id;
                case AGENT -> "the agent " + id;
                case USER -> "the user";
            };
            return period == Period.DAY ? whose + " and day" : whose;
        }
    }

    /** What was spent of it in the period that {@code now} lies in. */
    public long spent(Instant now) {
        return name.period == Period.TOTAL || today(now).equals(day) ? spent : 0;
    }

    /** What it leaves, spent and held credits taken off; below zero where it was lowered. */
    public long left(Collection<Hold> holds, Instant now) {
        long held = holds.stream()
                .filter(it -> name.bounds(it.purpose()))
                .mapToLong(Hold::credits)
                .sum();
        return most - spent(now) - held;
    }

    Budget spending(long credits, Instant at) {
        return new Budget(name, most, imposed, spent(at) + credits, today(at));
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}

package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.floor.Floor;
import parley.engine.llm.Usage;

/**
 * The round that runs or ran last: it ends when as many turns have ended as were asked for, or when a limit says so.
 *
 * @param asked turns asked for
 * @param ended turns ended in it
 * @param running whether it goes on, be it paused
 * @param tokens written in it
 * @param credits charged in it
 * @param ran how long it ran until the clock was last stopped
 * @param since when the clock was last started; absent while it stands still
 * @param base the line after which the round and the message that began it were said
 * @param from how many lines of the chosen branch came before its turns
 * @param verdict what a judge said last in it
 * @param called why somebody called for its end
 */
record Round(
        int number,
        int asked,
        int ended,
        boolean running,
        long tokens,
        long credits,
        Duration ran,
        @Nullable Instant since,
        int base,
        int from,
        Floor.@Nullable Verdict verdict,
        @Nullable String called) {
    static final Round NONE = new Round(0, 0, 0, false, 0, 0, Duration.ZERO, null, 0, 0, null, null);

    static Round started(int number, int asked, int base, int from, Instant at) {
        return new Round(number, asked, 0, true, 0, 0, Duration.ZERO, at, base, from, null, null);
    }

    @JsonIgnore
    boolean paused() {
        return running && since == null;
    }

    /** How long it has run, pauses left out. */
    Duration ran(Instant now) {
        Instant start = since;
        return start == null || now.isBefore(start) ? ran : ran.plus(Duration.between(start, now));
    }

    Round paused(Instant at) {
        return new Round(number, asked, ended, running, tokens, credits, ran(at), null, base, from, verdict, called);
    }

    Round resumed(Instant at) {
        return new Round(number, asked, ended, running, tokens, credits, ran, at, base, from, verdict, called);
    }

    Round after(Usage usage, long cost) {
        return new Round(
                number,
                asked,
                ended + 1,
                running,
                tokens + usage.outputTokens(),
                credits + cost,
                ran,
                since,
                base,
                from,
                verdict,
                called);
    }

    Round costing(long more) {
        return new Round(
                number, asked, ended, running, tokens, credits + more, ran, since, base, from, verdict, called);
    }

    Round judged(Floor.Verdict word) {
        return new Round(number, asked, ended, running, tokens, credits, ran, since, base, from, word, called);
    }

    Round calledOff(String reason) {
        return new Round(number, asked, ended, running, tokens, credits, ran, since, base, from, verdict, reason);
    }

    Round over(Instant at) {
        return new Round(number, asked, ended, false, tokens, credits, ran(at), null, base, from, verdict, called);
    }

    Floor.Round onFloor(Instant now) {
        return new Floor.Round(ended, tokens, credits, ran(now), from, verdict);
    }
}

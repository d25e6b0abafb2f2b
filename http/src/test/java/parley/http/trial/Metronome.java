package parley.http.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An answer of numbered words at an even pace, which knows when it said each, and so how long each was on its way. */
final class Metronome implements Upstream.Script {
    private static final Pattern TICK = Pattern.compile("t(\\d+)");
    private static final int MOST = 1_000_000;
    private static final int TICKS_A_TURN = 500;
    private static final int TICKS_A_SENTENCE = 12;

    private final long gap;
    private final AtomicLongArray said = new AtomicLongArray(MOST);
    private final AtomicInteger ticks = new AtomicInteger();

    /** A metronome with so many milliseconds between two words. */
    Metronome(long gap) {
        this.gap = gap;
    }

    /** How many words were said until now. */
    int ticks() {
        return ticks.get();
    }

    @Override
    public void say(Upstream.Answer answer) throws IOException {
        for (int tick = 1; tick <= TICKS_A_TURN && !answer.left().isDone(); tick++) {
            int number = ticks.getAndIncrement();
            said.set(number, System.nanoTime());
            answer.say("t" + number + (tick % TICKS_A_SENTENCE == 0 ? ". " : " "));
            ServerProcess.pause(gap);
        }
        answer.end();
    }

    /** How long each word of a text that has just arrived was on its way, in nanoseconds. */
    List<Long> delays(String text, long now) {
        List<Long> delays = new ArrayList<>();
        for (MatchResult tick : TICK.matcher(text).results().toList())
            delays.add(now - said.get(Integer.parseInt(tick.group(1))));
        return delays;
    }
}

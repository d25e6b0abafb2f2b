package parley.http.wire.openai;

import parley.http.wire.Answer;

/** Leaves the beginning of an answer out that was given to the model and comes back from it. */
final class EchoedPrefix {
    private final Answer answer;
    private final String expected;
    private int seen;

    EchoedPrefix(Answer answer, String expected) {
        this.answer = answer;
        this.expected = expected;
    }

    void say(char[] characters, int from, int length) {
        int at = 0;
        while (at < length && seen < expected.length() && expected.charAt(seen) == characters[from + at]) {
            at++;
            seen++;
        }
        if (at == length) return;
        end();
        answer.say(characters, from + at, length - at);
    }

    /** Whether nothing more is to be left out. */
    boolean isOver() {
        return seen == expected.length();
    }

    /** What comes now, or the end, shows that it was no echo but the model's own words. */
    void end() {
        if (seen == expected.length()) return;
        answer.say(expected.substring(0, seen));
        seen = expected.length();
    }
}

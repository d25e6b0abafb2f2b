package parley.http.trial;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Text of many alphabets in the smallest pieces: what an answer looks like where a token is a character or half of one. */
final class Babble implements Upstream.Script {
    private static final List<String> WORDS = List.of(
            "größer",
            "naïve",
            "coöperate",
            "日本語",
            "привет",
            "fox 🦊",
            "👩‍👩‍👧",
            "𝒳",
            "e\u0301",
            "\"quoted\"",
            "back\\slash",
            "new\nline",
            "tab\there",
            "plain",
            "words",
            "between",
            "🏊🏽",
            "“so”",
            "–",
            "ﷺ");
    private static final List<String> ENDS = List.of(". ", "! ", "? ", "。", "… ");
    private static final int SENTENCES = 3;
    private static final int WORDS_A_SENTENCE = 12;
    private static final int LONGEST_PIECE = 4;

    private final long seed;
    private final int longestGap;

    /** Pauses up to so many milliseconds between two pieces. */
    Babble(long seed, int longestGap) {
        this.seed = seed;
        this.longestGap = longestGap;
    }

    @Override
    public void say(Upstream.Answer answer) throws IOException {
        Random random = new Random(seed + answer.number());
        String text = text(random);
        for (int at = 0, end = 0; at < text.length(); at = end) {
            end = Math.min(text.length(), at + 1 + random.nextInt(LONGEST_PIECE));
            boolean half = Character.isHighSurrogate(text.charAt(end - 1));
            if (half && !answer.escapes()) end++;
            answer.say(text.substring(at, end));
            ServerProcess.pause(random.nextInt(longestGap + 1));
        }
        answer.end();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int sentence = 0; sentence < SENTENCES; sentence++) {
            text.append("Then");
            for (int word = 0; word < WORDS_A_SENTENCE; word++)
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            text.append(ENDS.get(random.nextInt(ENDS.size())));
        }
        return text.toString();
    }
}

package parley.engine.conversation;

import java.util.List;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.DetectedLanguage;
import parley.engine.llm.Prompt;
import parley.engine.speech.Voice;

/**
 * How a turn's text is cut: in the language of its voice's manner, else in the one that the room speaks; and sooner at
 * its beginning where it is heard.
 */
final class Cuts {
    /** Enough to tell a language by. */
    private static final int ENOUGH = 600;

    private Cuts() {}

    static ChunkerOptions of(Prompt prompt, Voice voice, boolean earlyClause) {
        String asked = voice.manner().language();
        boolean heard = !voice.equals(Voice.NONE);
        // What goes on after a crash begins in the middle, and its first words were heard already.
        boolean early = earlyClause && heard && prompt.prefill().isEmpty();
        return ChunkerOptions.of(asked.isEmpty() ? spoken(prompt) : asked).withEarlyClause(early);
    }

    private static String spoken(Prompt prompt) {
        StringBuilder latest = new StringBuilder();
        List<Prompt.Line> lines = prompt.lines().reversed();
        for (int at = 0; at < lines.size() && latest.length() < ENOUGH; at++)
            latest.append(lines.get(at).text()).append('\n');
        return DetectedLanguage.of(latest);
    }
}

package parley.http.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ThrottleMode;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/**
 * The scripted demo: no language model, and it says so. It plays a persona from a fixed repertoire so that rooms, streams
 * and voices can be tried before any model is connected.
 */
final class ScriptedModel implements ChatModel {
    static final ModelInfo INFO =
            new ModelInfo(new ModelRef("scripted", "demo"), "Scripted demo, not a language model", true, true);
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final Pattern WORD_START = Pattern.compile("(?<=\\s)(?=\\S)");
    private static final Duration UNIT = Duration.ofMillis(1);

    private final Duration shortestGap;
    private final Duration longestGap;

    /** Words come one by one, with gaps between the two; two zeros give all at once. */
    ScriptedModel(Duration shortestGap, Duration longestGap) {
        this.shortestGap = shortestGap;
        this.longestGap = longestGap;
    }

    @Override
    public Source<Chunk, NotUsed> answer(Prompt prompt) {
        String whole = Script.answer(prompt);
        String rest = whole.startsWith(prompt.prefill())
                ? whole.substring(prompt.prefill().length())
                : " " + whole;
        long room = Math.max(
                0,
                (long) prompt.maxTokens() * CHARACTERS_A_TOKEN
                        - prompt.prefill().length());
        boolean fits = rest.length() <= room;
        String told = fits ? rest : rest.substring(0, (int) room);
        Chunk end = new Chunk.Finished(
                fits ? Chunk.Reason.STOP : Chunk.Reason.LENGTH, Usage.estimate(prompt.length(), told.length()));
        return paced(words(told, prompt.seed())) // words
                .<Chunk>map(it -> new Chunk.Text(it.text())) // text
                .concat(Source.single(end)); // text and the end
    }

    private Source<Word, NotUsed> paced(List<Word> words) {
        if (longestGap.isZero()) return Source.from(words);
        return Source.from(words).throttle(1, UNIT, 0, Word::gap, ThrottleMode.shaping());
    }

    private List<Word> words(String text, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int shortest = (int) shortestGap.toMillis();
        int longest = Math.max(shortest, (int) longestGap.toMillis());
        List<Word> words = new ArrayList<>();
        for (String word : WORD_START.split(text, -1))
            if (!word.isEmpty()) words.add(new Word(word, random.nextInt(shortest, longest + 1)));
        return words;
    }

    /** A word with the white space after it, and the milliseconds before the next one. */
    private record Word(String text, int gap) {}
}

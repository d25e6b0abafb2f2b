package parley.http.main;

import java.util.List;
import java.util.regex.Pattern;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/** Models that speak as they do, with fail-points between their words. */
record DoomedModels(ChatModels models, Doom doom) implements ChatModels {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]\\s*$");

    @Override
    public List<ModelInfo> offered() {
        return models.offered();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        return models.info(model);
    }

    @Override
    public ChatModel open(ModelRef model) {
        ChatModel opened = models.open(model);
        return prompt -> opened.answer(prompt) // chunks
                .map(new Listening(doom, !prompt.prefill().isEmpty())::heard); // the same
    }

    /** Follows one answer. A point after a token is reached when the next chunk comes: only then the token has left. */
    private static final class Listening {
        private final Doom doom;
        private boolean later;
        private int tokens;
        private int tokensOfSentence;

        Listening(Doom doom, boolean prefilled) {
            this.doom = doom;
            this.later = prefilled;
        }

        Chunk heard(Chunk chunk) {
            if (tokens == 1) doom.at(FailPoint.FIRST_TOKEN);
            if (later && tokensOfSentence == doom.tokens()) doom.at(FailPoint.MID_SENTENCE);
            if (chunk instanceof Chunk.Text text) count(text.text());
            return chunk;
        }

        private void count(String text) {
            tokens++;
            tokensOfSentence++;
            if (!SENTENCE_END.matcher(text).find()) return;
            later = true;
            tokensOfSentence = 0;
        }
    }
}

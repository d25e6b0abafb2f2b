package parley.http.gguf;

import de.kherud.llama.LlamaIterator;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.http.wire.OwnWords;

/** One answer under way. Its methods block, and are called by the model's own thread alone. */
final class Telling {
    private final Llama llama;
    private final Prompt prompt;
    private final OwnWords words;
    private final Queue<Chunk> told = new ArrayDeque<>();
    private @Nullable LlamaIterator pieces;
    private boolean ended;
    private boolean begun;
    private int input;
    private int output;
    private String last = "";

    Telling(Llama llama, Prompt prompt) {
        this.llama = llama;
        this.prompt = prompt;
        this.words = new OwnWords(prompt.speaker(), prompt.others());
    }

    /** The next chunk; nothing after the last. */
    Optional<Chunk> next() {
        while (told.isEmpty() && !ended) read(pieces == null ? begin() : pieces);
        return Optional.ofNullable(told.poll());
    }

    /** Nothing more will be asked for: the engine stops. */
    void close() {
        if (pieces != null && !ended) pieces.cancel();
        ended = true;
    }

    private LlamaIterator begin() {
        String written = llama.written(prompt);
        input = llama.tokens(written);
        int room = llama.window() - input;
        if (room < 2)
            throw new ModelFailure.Rejected("the prompt has " + input + " tokens and the model's window "
                    + llama.window() + "; give it more by parley.models.gguf.context");
        LlamaIterator begun = llama.begin(written, Math.min(prompt.maxTokens(), room - 1), prompt.seed());
        pieces = begun;
        return begun;
    }

    private void read(LlamaIterator from) {
        if (!from.hasNext()) {
            finish();
            return;
        }
        String piece = from.next().text;
        if (from.hasNext()) {
            output++;
            last = piece;
        }
        say(piece);
        if (words.over()) {
            from.cancel();
            end(Chunk.Reason.STOP);
        }
    }

    private void say(String piece) {
        // An answer that goes on begins where its beginning ended, with a space or without.
        int from = 0;
        if (!begun && !prompt.prefill().isEmpty())
            while (from < piece.length() && Character.isWhitespace(piece.charAt(from))) from++;
        begun = begun || !piece.isBlank();
        String text = piece.substring(0, from) + words.add(piece.substring(from));
        if (!text.isEmpty()) told.add(new Chunk.Text(text));
    }

    /** The engine tells the mark that ends an answer as an empty piece; where a limit ended it, the last has text. */
    private void finish() {
        String rest = words.end();
        if (!rest.isEmpty()) told.add(new Chunk.Text(rest));
        end(last.isEmpty() ? Chunk.Reason.STOP : Chunk.Reason.LENGTH);
    }

    private void end(Chunk.Reason reason) {
        ended = true;
        told.add(new Chunk.Finished(reason, new Usage(input, output, false)));
    }
}

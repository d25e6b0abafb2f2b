package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import parley.engine.chunking.TextChunk;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** What a turn's stream makes of a model's answer: sentences, and tools that it wants, then exactly one end. */
sealed interface Piece {

    /**
     * A closed sentence.
     *
     * @param start where it begins, from the beginning of the turn's text
     * @param firstToken milliseconds that the model took to its first token
     * @param soFar what was used up to its end, as estimated
     * @param kind what it is to a listener
     */
    record Sentence(int index, int start, String text, long firstToken, Usage soFar, TextChunk.Kind kind)
            implements Piece {
        /** The sentences of a turn as they stand in the journal. */
        static List<Sentence> standing(List<String> texts) {
            List<Sentence> all = new ArrayList<>();
            int start = 0;
            for (String text : texts) {
                all.add(new Sentence(all.size(), start, text, 0, Usage.NONE, TextChunk.Kind.SENTENCE));
                start += text.length();
            }
            return all;
        }

        /** What is left of it where it may not be told. */
        Blocked blocked(String rule) {
            return new Blocked(rule, Endings.hash(text), text.length(), firstToken, soFar);
        }
    }

    /** A sentence that nobody may be told of; {@code hash} is its SHA-256 in UTF-8, as hexadecimal. */
    record Blocked(String rule, String hash, int length, long firstToken, Usage soFar) implements Piece {}

    /** The answer is whole. */
    record Whole(Chunk.Finished end) implements Piece {}

    /** The answer was stopped from our side. */
    record Halted(Usage usage) implements Piece {}

    /** The answer ends here for a reason that is not its round's: a sentence was blocked, or its speaker muted. */
    record Hushed(Usage usage, String reason) implements Piece {}

    /** The model wants tools, after {@code usage} in this step and {@code soFar} in all; then comes {@code onward}. */
    record Wanted(List<Chunk.ToolCall> calls, Usage usage, Usage soFar, CompletableFuture<Onward> onward)
            implements Piece {
        public Wanted {
            calls = List.copyOf(calls);
        }
    }

    /** The model failed, after it was of some use. */
    record Broken(Throwable failure, Usage usage) implements Piece {}

    /** What comes from the model. */
    sealed interface Signal permits Came, Paused, Broke, Wants, Asked, Hush {}

    record Came(Chunk chunk) implements Signal {}

    /** Nothing came for a moment. */
    record Paused() implements Signal {}

    record Broke(Throwable failure) implements Signal {}

    /** The model has said what it says for now, and wants tools. */
    record Wants(List<Chunk.ToolCall> calls, Usage usage, CompletableFuture<Onward> onward) implements Signal {
        public Wants {
            calls = List.copyOf(calls);
        }
    }

    /** The model is asked again. */
    record Asked(Prompt prompt) implements Signal {}

    /** Nothing more is asked of it. */
    record Hush(String reason) implements Signal {}
}

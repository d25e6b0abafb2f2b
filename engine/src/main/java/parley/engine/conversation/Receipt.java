package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.floor.Choice;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/**
 * How a reply came about, put together from the journal alone.
 *
 * @param ending {@code completed}, {@code stopped}, {@code failed} or {@code running}
 * @param held credits set aside before it began
 * @param credits what was charged; absent while the ledger has not confirmed it
 * @param hash SHA-256 of its text in UTF-8, as hexadecimal; absent while it runs
 * @param attempts every attempt, first one first
 */
public record Receipt(
        ConversationId conversation,
        int turn,
        AgentId speaker,
        String name,
        Choice why,
        ModelRef model,
        String ending,
        String text,
        @Nullable String hash,
        @Nullable Usage usage,
        long held,
        @Nullable Long credits,
        List<Attempt> attempts,
        Instant startedAt,
        @Nullable Instant endedAt) {
    public Receipt {
        attempts = List.copyOf(attempts);
    }

    /**
     * One attempt at a reply.
     *
     * @param from how much of the text earlier attempts left standing
     * @param prompt what its model was asked, written anew from the journal; absent where the wording is not known here
     * @param wire the request's body as it went over the wire, where the model is behind one
     * @param proven whether that is, to the byte, what was asked: its hash equals the recorded one
     * @param ending {@code completed}, {@code stopped}, {@code failed}, {@code superseded} or {@code running}
     * @param reason why, for people, where it failed
     * @param wasted credits of a lost attempt, which nobody pays for
     * @param firstToken milliseconds from asking the model to its first token
     * @param firstSound milliseconds from the turn's beginning to its first sound
     * @param duration milliseconds from its beginning to its end
     */
    public record Attempt(
            int attempt,
            int from,
            @Nullable Prompt prompt,
            @Nullable String wire,
            boolean proven,
            String ending,
            @Nullable String reason,
            long wasted,
            @Nullable Long firstToken,
            @Nullable Long firstSound,
            @Nullable Long duration,
            Instant startedAt) {}
}

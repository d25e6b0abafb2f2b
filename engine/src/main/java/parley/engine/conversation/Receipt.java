package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.floor.Choice;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.price.Price;

/**
 * How a reply came about, put together from the journal alone.
 *
 * @param ending {@code completed}, {@code stopped}, {@code failed} or {@code running}
 * @param price the row of the price list that it was begun with; absent in turns of before prices were kept
 * @param held credits set aside for it, what was added while it ran among them
 * @param credits what was charged; absent while the ledger has not confirmed it
 * @param hash SHA-256 of its text in UTF-8, as hexadecimal; absent while it runs
 * @param questions what models were asked beside the turns before it began
 * @param attempts every attempt, first one first
 * @param tools what was used in it, first one first
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
        @Nullable Price price,
        long held,
        @Nullable Long credits,
        List<Question> questions,
        List<Attempt> attempts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tool> tools,
        Instant startedAt,
        @Nullable Instant endedAt) {
    public Receipt {
        tools = List.copyOf(tools);
        questions = List.copyOf(questions);
        attempts = List.copyOf(attempts);
    }

    /**
     * A question to a model beside the turns: a supervisor's choice, a judge's word or a summary. It costs its tokens
     * and no message.
     *
     * @param tries how often until it was answered
     * @param credits what it costs; 0 where nothing was held for it
     */
    public record Question(
            parley.engine.conversation.Question kind, ModelRef model, int tries, Usage usage, long credits) {}

    /**
     * A tool that its model wanted.
     *
     * @param tool {@code server/name}
     * @param approval "none" where nobody was asked, else "waiting", "approved" or "refused"
     * @param by who approved or refused it; absent where nobody answered in time
     * @param result what the model was told; absent while it waits or runs
     * @param failed whether that is what went wrong
     * @param millis how long it ran; 0 where it did not
     */
    public record Tool(
            int call,
            int attempt,
            String tool,
            String arguments,
            String approval,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UserId by,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String result,

            boolean failed,
            long millis,
            Instant at) {}

    /**
     * One attempt at a reply.
     *
     * @param model the one that was asked, and
     * @param why what for: the speaker was chosen, or the attempt before was lost
     * @param from how much of the text earlier attempts left standing
     * @param to how far it was written when this attempt ended; what of it stands ends where the next one's {@code from} is
     * @param prompt what its model was asked, written anew from the journal; absent where the wording is not known here
     * @param wire the request's body as it went over the wire, where the model is behind one
     * @param proven whether that is, to the byte, what was asked: its hash equals the recorded one
     * @param ending {@code completed}, {@code stopped}, {@code failed}, {@code superseded} or {@code running}
     * @param reason why, for people, where it failed or a limit stopped it
     * @param wasted credits of a lost attempt, which nobody pays for
     * @param blocked sentences that nobody was told of
     * @param firstToken milliseconds from asking the model to its first token
     * @param firstSound milliseconds from the turn's beginning to its first sound
     * @param duration milliseconds from its beginning to its end
     */
    public record Attempt(
            int attempt,
            ModelRef model,
            Choice why,
            int from,
            int to,
            @Nullable Prompt prompt,
            @Nullable String wire,
            boolean proven,
            String ending,
            @Nullable String reason,
            long wasted,
            int blocked,
            @Nullable Long firstToken,
            @Nullable Long firstSound,
            @Nullable Long duration,
            Instant startedAt) {}
}

package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.price.Price;

/** A turn in mid-air, with the sentences of it that are recorded. */
record OpenTurn(
        int turn,
        int attempt,
        AgentId speaker,
        ModelRef model,
        HoldId hold,
        long credits,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Price price,

        List<String> sentences,
        List<Tab.Waste> wasted,
        @Nullable Brief brief,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Uses tools,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HandOvers handOvers,

        Instant at) {
    OpenTurn {
        sentences = List.copyOf(sentences);
        wasted = List.copyOf(wasted);
    }

    /** An attempt takes over from the one before what that left standing. */
    static OpenTurn begun(ConversationEvent.TurnStarted it, @Nullable OpenTurn before) {
        return new OpenTurn(
                it.turn(),
                it.attempt(),
                it.speaker(),
                it.model(),
                it.hold(),
                it.credits(),
                it.price(),
                before == null || it.from() == 0 ? List.of() : before.sentences(),
                before == null ? List.of() : before.wasted(),
                it.brief(),
                before == null ? null : before.tools(),
                before == null ? null : before.handOvers(),
                before == null ? it.at() : before.at());
    }

    String text() {
        return String.join("", sentences);
    }

    /** What was written of it, as far as it is recorded, after its prompt. */
    Usage said() {
        return uses().written(text().length(), brief == null ? 0 : brief.input());
    }

    /** The tools that it has wanted so far. */
    Uses uses() {
        return tools == null ? Uses.NONE : tools;
    }

    /** Whether the attempt has ended as its room went to another server, and the next has not begun. */
    boolean handedOver() {
        return handOvers != null && handOvers.latest() == attempt;
    }

    /** How often it was tried; an attempt that was handed over is no try. */
    int tries() {
        return attempt - (handOvers == null ? 0 : handOvers.times());
    }

    OpenTurn after(ConversationEvent.ToolEvent it) {
        return it.turn() == turn ? with(sentences, wasted, uses().after(it, text().length()), handOvers) : this;
    }

    /** Whole sentences stay, up to what is kept; an attempt that its model lost is remembered with that. */
    OpenTurn superseded(ConversationEvent.TurnSuperseded it) {
        List<String> standing = new ArrayList<>(sentences);
        while (String.join("", standing).length() > it.kept()) standing.removeLast();
        ModelRef by = it.reason() == null ? null : model;
        Tab.Waste lost = by == null && it.wasted() == 0 ? null : new Tab.Waste(it.attempt(), it.wasted(), by);
        Uses struck = tools == null ? null : tools.struck(it.kept());
        HandOvers moves = it.handedOver() ? HandOvers.after(handOvers, it.attempt()) : handOvers;
        return with(standing, lost == null ? wasted : more(lost), struck, moves);
    }

    OpenTurn wasting(Tab.Waste lost) {
        return with(sentences, more(lost), tools, handOvers);
    }

    private List<Tab.Waste> more(Tab.Waste lost) {
        List<Tab.Waste> more = new ArrayList<>(wasted);
        more.add(lost);
        return more;
    }

    OpenTurn saying(String sentence) {
        List<String> more = new ArrayList<>(sentences);
        more.add(sentence);
        return with(more, wasted, tools, handOvers);
    }

    OpenTurn holding(long more) {
        return new OpenTurn(
                turn, attempt, speaker, model, hold, more, price, sentences, wasted, brief, tools, handOvers, at);
    }

    private OpenTurn with(List<String> said, List<Tab.Waste> lost, @Nullable Uses used, @Nullable HandOvers moves) {
        return new OpenTurn(turn, attempt, speaker, model, hold, credits, price, said, lost, brief, used, moves, at);
    }
}

package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.engine.floor.Floor;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.price.Price;

/**
 * The next step of a turn after its tools. Pure.
 *
 * @param base what its sentences stand on
 * @param credits what must be held in all before it is asked for
 */
record Further(Prompt prompt, Growth.Base base, long credits) {
    /** How a round ends whose limits leave no further step. */
    static final End LIMIT = new End(Ending.LIMIT, "credits", "going on may cost more than the limit leaves");

    /** The step after what this turn was asked first; nothing where the room's limits leave none. */
    static Optional<Further> of(
            Transcript transcript, OpenTurn open, Prompt first, ConversationSettings settings, Instant now) {
        Usage spent = open.uses().spent();
        Prompt next = asked(first, open, first.maxTokens());
        Price price = open.price();
        long input = spent.inputTokens()
                + (price == null
                        ? Usage.estimate(next.length(), 0).inputTokens()
                        : Engines.input(price, open.model(), next));
        Floor floor = transcript.floor(0, now);
        long tokens = transcript.until().map(it -> it.tokensLeft(floor)).orElse(Long.MAX_VALUE);
        long credits = transcript.until().map(it -> it.creditsLeft(floor)).orElse(Long.MAX_VALUE);
        long affordable = price == null ? Long.MAX_VALUE : price.affordable(input, credits);
        long answer = Math.min(first.maxTokens(), Math.min(tokens, affordable) - spent.outputTokens());
        if (answer < 1) return Optional.empty();
        Growth.Base base = new Growth.Base(input, spent.outputTokens(), (int) answer);
        long held = price == null ? 0 : price.most(input, base.said() + Math.min(answer, settings.heldTokens()));
        return Optional.of(new Further(asked(first, open, (int) answer), base, held));
    }

    /** Everything that was said in this answer stands before the uses that followed it. */
    private static Prompt asked(Prompt first, OpenTurn open, int answer) {
        Brief brief = open.brief();
        return new Prompt(
                first.system(),
                first.lines(),
                first.speaker(),
                first.others(),
                "",
                answer,
                first.seed(),
                first.tools(),
                open.uses().told(open.text(), brief == null ? List.of() : brief.tools()));
    }
}

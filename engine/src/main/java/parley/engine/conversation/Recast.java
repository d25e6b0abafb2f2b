package parley.engine.conversation;

import java.time.Instant;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.floor.Choice;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;
import parley.engine.prompt.PromptWriter;
import parley.engine.prompt.Written;

/** A turn's next attempt in the making, with another model. */
record Recast(
        ConversationId id,
        Transcript transcript,
        Transcript.OpenTurn lost,
        Participant speaker,
        Choice why,
        ModelRef model,
        Price price,
        int from,
        Instant now) {

    Brief brief(int window, int answer) {
        Brief before = lost.brief();
        return before == null
                ? new Brief(PromptWriter.CURRENT, window, answer, "", 0, null)
                : before.recast(window, answer);
    }

    /** What this model would be asked. */
    Written written(int window, int answer) {
        Transcript begun = transcript.after(started(brief(window, answer), lost.credits()));
        return new Stage(id, begun).written(begun.openTurn().orElseThrow(), speaker, window, answer);
    }

    TurnStarted started(Brief brief, long credits) {
        return new TurnStarted(
                lost.turn(),
                lost.attempt() + 1,
                speaker.agent(),
                why,
                model,
                lost.hold(),
                credits,
                from,
                brief,
                price,
                now);
    }
}

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
        OpenTurn lost,
        Participant speaker,
        Choice why,
        ModelRef model,
        Price price,
        Toolkit tools,
        int from,
        Instant now) {

    /** Before its prompt is written. */
    Brief brief(int answer) {
        Brief before = lost.brief();
        int wording = before == null ? PromptWriter.CURRENT : before.wording();
        return new Brief(wording, tools.context(), answer, "", 0, null, tools.tools(), tools.room());
    }

    /** What this model would be asked. */
    Written written(int answer) {
        Transcript begun = transcript.after(started(brief(answer), lost.credits()));
        return new Stage(id, begun).written(begun.openTurn().orElseThrow(), speaker, tools.context(), answer);
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

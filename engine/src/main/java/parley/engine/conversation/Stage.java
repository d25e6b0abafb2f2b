package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.agent.Participant;
import parley.engine.prompt.Budget;
import parley.engine.prompt.Condensing;
import parley.engine.prompt.PromptWriter;
import parley.engine.prompt.Scene;
import parley.engine.prompt.Written;

/** A transcript as one speaker sees it, to be written into a prompt. */
record Stage(ConversationId id, Transcript transcript) {
    private static final PromptWriter WRITER = new PromptWriter();

    /**
     * What the running turn's model is asked, to the byte: anybody who folds the same events gets the same.
     *
     * @param context the model's window in tokens, and
     * @param answer the longest answer, for turns that were begun before these were recorded
     */
    Written written(OpenTurn turn, Participant speaker, int context, int answer) {
        Brief brief = turn.brief();
        if (brief == null) return written(speaker, turn, PromptWriter.CURRENT, new Budget(context, answer));
        return written(speaker, turn, brief.wording(), new Budget(brief.context(), brief.answer()))
                .with(brief.specs(), turn.uses().told(turn.text(), brief.tools()));
    }

    private Written written(Participant speaker, OpenTurn turn, int wording, Budget budget) {
        return WRITER.written(wording, scene(speaker, turn.text(), turn.turn(), turn.at()), budget);
    }

    /** What the coming turn's model is asked, where it begins at that time. */
    Written written(Participant speaker, Budget budget, Instant at) {
        return WRITER.written(PromptWriter.CURRENT, scene(speaker, "", transcript.coming(), at), budget);
    }

    /** What is to be condensed before the coming turn's prompt fits its window. */
    Optional<Condensing> condensing(Participant speaker, Budget budget, Instant at) {
        return WRITER.condensing(PromptWriter.CURRENT, scene(speaker, "", transcript.coming(), at), budget);
    }

    private Scene scene(Participant speaker, String prefill, int turn, Instant at) {
        Lines said = transcript.lines();
        List<Integer> path = said.path();
        List<Scene.Line> lines = new ArrayList<>();
        for (int number : path) {
            Line it = said.line(number);
            String heard = said.heard(it);
            if (!heard.isBlank())
                lines.add(new Scene.Line(
                        number, it.agent(), it.name(), heard, said.pins().contains(number), it.steers()));
        }
        return new Scene(
                transcript.seats().taken(),
                speaker,
                lines,
                said.summary(path).orElse(null),
                prefill,
                Seeds.turn(id, turn),
                transcript.roleplay().play(said, speaker.agent(), at, Seeds.chat(id)));
    }
}

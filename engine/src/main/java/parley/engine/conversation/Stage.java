package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.agent.Participant;
import parley.engine.llm.Prompt;
import parley.engine.prompt.Budget;
import parley.engine.prompt.Condensing;
import parley.engine.prompt.PromptWriter;
import parley.engine.prompt.Scene;

/** A transcript as one speaker sees it, to be written into a prompt. */
record Stage(ConversationId id, Transcript transcript) {
    private static final PromptWriter WRITER = new PromptWriter();

    /**
     * What the running turn's model is asked, to the byte: anybody who folds the same events gets the same.
     *
     * @param context the model's window in tokens, and
     * @param answer the longest answer, for turns that were begun before these were recorded
     */
    Prompt prompt(Transcript.OpenTurn turn, Participant speaker, int context, int answer) {
        Brief brief = turn.brief();
        return brief == null
                ? prompt(speaker, turn.text(), PromptWriter.CURRENT, new Budget(context, answer))
                : prompt(speaker, turn.text(), brief.wording(), new Budget(brief.context(), brief.answer()));
    }

    Prompt prompt(Participant speaker, String prefill, int wording, Budget budget) {
        return WRITER.write(wording, scene(speaker, prefill), budget);
    }

    /** What is to be condensed before the coming turn's prompt fits its window. */
    Optional<Condensing> condensing(Participant speaker, Budget budget) {
        return WRITER.condensing(PromptWriter.CURRENT, scene(speaker, ""), budget);
    }

    private Scene scene(Participant speaker, String prefill) {
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
        int turn = transcript.openTurn().map(Transcript.OpenTurn::turn).orElseGet(transcript::coming);
        return new Scene(
                transcript.seats().taken(),
                speaker,
                lines,
                said.summary(path).orElse(null),
                prefill,
                Seeds.turn(id, turn));
    }
}

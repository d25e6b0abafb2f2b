package parley.http.api;

import java.util.ArrayList;
import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.conversation.Rehearsal;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreMemory;
import parley.engine.lore.Role;
import parley.engine.prompt.Staging;
import parley.engine.prompt.Tokens;

/**
 * A prompt to be looked at.
 *
 * @param context the model's window in tokens, as far as a turn may fill it
 * @param answer the longest answer in tokens
 * @param input the prompt's tokens
 * @param parts the prompt from its beginning to its end, each with where it is from
 * @param lore every lorebook entry, and why it is in or out
 * @param left parts that the budget left out
 * @param memory what the lorebooks remember after it
 * @param prompt what goes to the model
 */
record Inspection(
        int turn,
        AgentId agent,
        String name,
        ModelRef model,
        int context,
        int answer,
        long input,
        List<Staging.Part> parts,
        List<LoreFindings.Trace> lore,
        List<Staging.Part> left,
        LoreMemory memory,
        Prompt prompt) {

    static Inspection of(Rehearsal it) {
        Prompt prompt = it.written().prompt();
        Staging staging = it.written()
                .staged()
                .orElseGet(() -> new Staging(parts(prompt), List.of(), LoreMemory.NONE, List.of()));
        return new Inspection(
                it.turn(),
                it.speaker(),
                it.name(),
                it.model(),
                it.context(),
                it.answer(),
                it.input(),
                staging.parts(),
                staging.trace(),
                staging.left(),
                staging.memory(),
                prompt);
    }

    /** Who has no card is told two kinds of things. */
    private static List<Staging.Part> parts(Prompt prompt) {
        List<Staging.Part> parts = new ArrayList<>();
        parts.add(part("system", Role.SYSTEM, "", prompt.system()));
        for (Prompt.Line it : prompt.lines())
            parts.add(part("line", it.own() ? Role.ASSISTANT : Role.USER, it.speaker(), it.text()));
        return parts;
    }

    private static Staging.Part part(String source, Role role, String name, String text) {
        return new Staging.Part(source, role, name, text, Tokens.local().count(text));
    }
}

package parley.engine.llm;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param system who the model is to be
 * @param lines what was said, oldest first
 * @param speaker the name of the one who is to answer
 * @param others the names of everybody else in the room, in whose name the model must not speak
 * @param prefill the beginning of the answer, already spoken before a crash; empty for a fresh answer. Only models that
 *     say {@link ModelInfo#prefill} are given one; they answer with what follows it.
 * @param maxTokens the longest answer
 * @param seed makes a model that honours it repeatable
 * @param tools what the model may use
 * @param uses the tools that were used in this answer already, in order; the model goes on after them
 */
public record Prompt(
        String system,
        List<Line> lines,
        String speaker,
        List<String> others,
        String prefill,
        int maxTokens,
        long seed,
        List<ToolSpec> tools,
        List<ToolUse> uses) {
    public Prompt {
        lines = List.copyOf(lines);
        others = List.copyOf(others);
        tools = List.copyOf(tools);
        uses = List.copyOf(uses);
    }

    /** A prompt without tools. */
    public Prompt(
            String system,
            List<Line> lines,
            String speaker,
            List<String> others,
            String prefill,
            int maxTokens,
            long seed) {
        this(system, lines, speaker, others, prefill, maxTokens, seed, List.of(), List.of());
    }

    /** The same where these tools may be used, and these were. */
    public Prompt with(List<ToolSpec> tools, List<ToolUse> uses) {
        return new Prompt(system, lines, speaker, others, prefill, maxTokens, seed, tools, uses);
    }

    /** A prompt where the others are those who have spoken. */
    public Prompt(String system, List<Line> lines, String speaker, String prefill, int maxTokens, long seed) {
        this(system, lines, speaker, speakers(lines), prefill, maxTokens, seed);
    }

    /**
     * One thing said: by the one who is to answer ({@code own}), or by somebody else. A line without a speaker is told to
     * the model as it stands: a stage direction.
     */
    public record Line(boolean own, String speaker, String text) {}

    /** Characters in the whole prompt, for estimates. */
    public int length() {
        return system.length()
                + lines.stream().mapToInt(it -> it.text().length()).sum()
                + tools.stream()
                        .mapToInt(it -> it.description().length() + it.schema().length())
                        .sum()
                + uses.stream()
                        .mapToInt(it -> it.said().length()
                                + it.call().arguments().length()
                                + it.result().length())
                        .sum();
    }

    /** SHA-256 of {@link PromptBytes}, in hexadecimal: two prompts have the same one only if they are equal. */
    public String hash() {
        return PromptBytes.hash(this);
    }

    private static List<String> speakers(List<Line> lines) {
        return lines.stream()
                .filter(it -> !it.own() && !it.speaker().isBlank())
                .map(Line::speaker)
                .distinct()
                .toList();
    }
}

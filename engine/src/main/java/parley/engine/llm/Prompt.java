package parley.engine.llm;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param system who the model is to be
 * @param lines what was said, oldest first
 * @param speaker the name of the one who is to answer
 * @param prefill the beginning of the answer, already spoken before a crash; empty for a fresh answer. Only models that
 *     say {@link ModelInfo#prefill} are given one; they answer with what follows it.
 * @param maxTokens the longest answer
 * @param seed makes a model that honours it repeatable
 */
public record Prompt(String system, List<Line> lines, String speaker, String prefill, int maxTokens, long seed) {
    public Prompt {
        lines = List.copyOf(lines);
    }

    /** One thing said: by the one who is to answer ({@code own}), or by somebody else. */
    public record Line(boolean own, String speaker, String text) {}

    /** Characters in the whole prompt, for estimates. */
    public int length() {
        return system.length()
                + lines.stream().mapToInt(it -> it.text().length()).sum();
    }
}

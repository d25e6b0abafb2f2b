package parley.engine.llm;

/**
 * A model on offer.
 *
 * @param label how a person reads it; says so when it is no language model
 * @param prefill whether it can go on from the beginning of an answer
 * @param demo whether it is the scripted demo, which is no language model
 * @param context tokens of its window, the prompt and the answer together; less than
 *     {@link #SMALLEST_CONTEXT} is no window and stands for {@link #USUAL_CONTEXT}
 * @param abilities what else is known of it
 */
public record ModelInfo(ModelRef ref, String label, boolean prefill, boolean demo, int context, Abilities abilities) {
    /** The window where nobody says how large it is. */
    public static final int USUAL_CONTEXT = 8192;

    /** The smallest window that a room can be told in. */
    public static final int SMALLEST_CONTEXT = 256;

    public ModelInfo {
        if (context < SMALLEST_CONTEXT) context = USUAL_CONTEXT;
    }

    /** A model of which no more is known than its window. */
    public ModelInfo(ModelRef ref, String label, boolean prefill, boolean demo, int context) {
        this(ref, label, prefill, demo, context, Abilities.UNKNOWN);
    }

    /** A model whose window nobody knows. */
    public ModelInfo(ModelRef ref, String label, boolean prefill, boolean demo) {
        this(ref, label, prefill, demo, USUAL_CONTEXT);
    }

    /** Whether it may be told of tools: it can use them, or nobody knows what it can. */
    public boolean takesTools() {
        return abilities.tools() || (!demo && abilities.equals(Abilities.UNKNOWN));
    }
}

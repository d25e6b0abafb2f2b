package parley.engine.llm;

/**
 * A model on offer.
 *
 * @param label how a person reads it; says so when it is no language model
 * @param prefill whether it can go on from the beginning of an answer
 * @param demo whether it is the scripted demo, which is no language model
 * @param context tokens of its window, the prompt and the answer together; 0 or less stands for {@link #USUAL_CONTEXT}
 */
public record ModelInfo(ModelRef ref, String label, boolean prefill, boolean demo, int context) {
    /** The window where nobody says how large it is. */
    public static final int USUAL_CONTEXT = 8192;

    public ModelInfo {
        if (context <= 0) context = USUAL_CONTEXT;
    }

    /** A model whose window nobody knows. */
    public ModelInfo(ModelRef ref, String label, boolean prefill, boolean demo) {
        this(ref, label, prefill, demo, USUAL_CONTEXT);
    }
}

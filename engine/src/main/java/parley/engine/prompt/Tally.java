package parley.engine.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.engine.llm.Usage;

/**
 * Counts what an answer used where its provider did not say: with the model's own vocabulary where its name is one that
 * is known here, else with o200k. The first count reads a vocabulary, which takes some tenths of a second.
 */
public final class Tally {
    /** What a line costs beside its text, as the chat formats of the large providers have it. */
    private static final int SEAM = 4;

    private Tally() {}

    /** The use of an answer, marked as an estimate. */
    public static Usage used(ModelRef model, Prompt prompt, String answer) {
        Encoding encoding = encoding(model);
        return new Usage(input(encoding, prompt), encoding.countTokensOrdinary(answer), true);
    }

    /** Reads the vocabulary of a model, so that its first prompt need not wait for it. */
    public static void prepare(ModelRef model) {
        encoding(model).countTokensOrdinary("ready");
    }

    /** The tokens of a prompt. */
    public static long input(ModelRef model, Prompt prompt) {
        return input(encoding(model), prompt);
    }

    private static long input(Encoding encoding, Prompt prompt) {
        long tokens = encoding.countTokensOrdinary(prompt.system());
        for (Prompt.Line line : prompt.lines())
            tokens += (long) SEAM
                    + encoding.countTokensOrdinary(line.speaker())
                    + encoding.countTokensOrdinary(line.text());
        for (ToolSpec tool : prompt.tools())
            tokens += (long) SEAM
                    + encoding.countTokensOrdinary(tool.name())
                    + encoding.countTokensOrdinary(tool.description())
                    + encoding.countTokensOrdinary(tool.schema());
        for (ToolUse use : prompt.uses())
            tokens += 2L * SEAM
                    + encoding.countTokensOrdinary(use.said())
                    + encoding.countTokensOrdinary(use.call().tool())
                    + encoding.countTokensOrdinary(use.call().arguments())
                    + encoding.countTokensOrdinary(use.result());
        return tokens + encoding.countTokensOrdinary(prompt.prefill());
    }

    private static Encoding encoding(ModelRef model) {
        EncodingRegistry known = Vocabularies.KNOWN;
        return known.getEncodingForModel(model.model()).orElseGet(() -> known.getEncoding(EncodingType.O200K_BASE));
    }

    /** Held apart so that a room whose models report for themselves never loads any. */
    private static final class Vocabularies {
        static final EncodingRegistry KNOWN = Encodings.newLazyEncodingRegistry();
    }
}

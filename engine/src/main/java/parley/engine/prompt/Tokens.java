package parley.engine.prompt;

/**
 * Counts tokens as a model does. A count is never more than {@link #atMost}, and the same on every machine, because what
 * falls out of a prompt depends on it.
 */
@FunctionalInterface
public interface Tokens {
    /** The tokens of a text that stands alone. */
    int count(String text);

    /** The tokens of a text, or any number above {@code most} where it has more: counting may stop there. */
    default int count(String text, int most) {
        return count(text);
    }

    /** The counter for every model whose own tokenizer is not known here. */
    static Tokens local() {
        return LocalTokens.INSTANCE;
    }

    /** No text has more tokens than bytes in UTF-8: tokenizers begin at bytes and only ever join. */
    static int atMost(String text) {
        long bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next < 0x80) bytes += 1;
            else if (next < 0x800 || Character.isSurrogate(next)) bytes += 2;
            else bytes += 3;
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}

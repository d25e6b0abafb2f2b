package parley.engine.chunking;

/**
 * How to cut. The language is a BCP 47 tag, or {@code und} where it is not known. The early clause lets the first chunk
 * end at a clause, so that a voice can begin sooner. From {@code soft} characters on a sentence is cut at the next good
 * place, at {@code hard} characters anywhere; {@code softWide} and {@code hardWide} are the same for scripts that say more
 * with a character, such as Chinese.
 */
public record ChunkerOptions(String language, boolean earlyClause, int soft, int hard, int softWide, int hardWide) {
    /** No chunk is ever longer, however the limits are set. */
    static final int LONGEST = 4000;

    private static final int SHORTEST = 20;

    public ChunkerOptions {
        if (soft < SHORTEST || softWide < SHORTEST || hard < soft || hardWide < softWide || hard > LONGEST)
            throw new IllegalArgumentException("chunks need 20 <= soft <= hard <= " + LONGEST + " characters");
        if (hardWide > hard) throw new IllegalArgumentException("wide scripts need no more characters than others");
    }

    /** Text of a language, with the early clause and limits that suit speech. */
    public static ChunkerOptions of(String language) {
        return new ChunkerOptions(language, true, 200, 300, 80, 120);
    }

    /** Text of any language; whole sentences only, where they are not too long. */
    public static ChunkerOptions wholeSentences() {
        return of("und").withEarlyClause(false);
    }

    public ChunkerOptions withEarlyClause(boolean early) {
        return new ChunkerOptions(language, early, soft, hard, softWide, hardWide);
    }
}

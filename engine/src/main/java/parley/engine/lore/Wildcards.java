package parley.engine.lore;

/** Keys of Agnai: {@code *} stands for any letters, {@code ?} for one. */
final class Wildcards {
    private static final String LETTER = "[" + Words.LETTERS + "]";
    private static final String OTHER = "[^" + Words.LETTERS + "]";

    private Wildcards() {}

    static Translated of(String key, KeyForge.Manner manner) {
        StringBuilder text = new StringBuilder(manner.caseSensitive() ? "" : "(?i)");
        Required required = new Required();
        boolean alone = manner.wholeWords() && !Words.several(key);
        if (alone && !Words.unspaced(key.codePointAt(0)))
            text.append("(?:^|").append(OTHER).append(')');
        key.codePoints().forEach(it -> {
            if (it == '*' || it == '?') {
                required.end();
                text.append(LETTER).append(it == '*' ? "*" : "");
            } else {
                required.letter(it);
                text.append(Escapes.literal(it));
            }
        });
        if (alone && !Words.unspaced(key.codePointBefore(key.length())))
            text.append("(?:$|").append(OTHER).append(')');
        return new Translated(text.toString(), false, required.words(), 2 * key.length() + 8);
    }
}

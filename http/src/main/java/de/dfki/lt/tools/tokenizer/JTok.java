package de.dfki.lt.tools.tokenizer;

import de.dfki.lt.tools.tokenizer.annotate.AnnotatedString;
import de.dfki.lt.tools.tokenizer.annotate.FastAnnotatedString;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into words, numbers and marks, and tells where a sentence or a paragraph begins. */
public final class JTok {
    private static final String CLASS = "class";
    private static final String BORDER = "border";
    private static final String SENTENCE = "tu";
    private static final String PARAGRAPH = "p";

    private static final Pattern TOKEN = Pattern.compile(
            "\\d+(?:[.,:]\\d+)*%?|\\p{L}\\.(?:\\p{L}\\.)+|\\p{L}[\\p{L}\\p{M}]*(?:['’-]\\p{L}+)*|[.!?…]+|\\S");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n\\s*\\n");
    private static final Pattern END = Pattern.compile("[.!?…]+");
    private static final Set<String> SHORTENED =
            Set.of("mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "gen", "capt", "lt", "col", "sgt", "rev");

    /** Settings of the original are taken and not needed. */
    public JTok(Properties settings) {}

    public AnnotatedString tokenize(String text, String language) {
        FastAnnotatedString noted = new FastAnnotatedString(text);
        Matcher token = TOKEN.matcher(text);
        String word = "";
        boolean ended = false;
        int before = 0;
        while (token.find()) {
            String here = token.group();
            boolean mark = !Character.isLetterOrDigit(here.codePointAt(0));
            noted.annotate(CLASS, mark ? "mark" : "word", token.start(), token.end());
            boolean apart = before > 0
                    && EMPTY_LINE.matcher(text).region(before, token.start()).find();
            if (apart || (ended && !mark))
                noted.annotate(BORDER, apart ? PARAGRAPH : SENTENCE, token.start(), token.end());
            if (!mark) ended = false;
            else if (END.matcher(here).matches()) ended = !SHORTENED.contains(word.toLowerCase(Locale.ROOT));
            word = here;
            before = token.end();
        }
        return noted;
    }
}

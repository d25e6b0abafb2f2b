package parley.engine.speech;

import java.util.regex.Pattern;

/** Written text as it is to be read aloud: without markdown, emoji and addresses. */
public final class SpeechText {
    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*(?:```|~~~).*$");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]\\n]*)]\\([^)\\n]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]+)]\\([^)\\n]*\\)");
    private static final Pattern ADDRESS = Pattern.compile("\\bhttps?://[^\\s<>()]*[^\\s<>().,;:!?'\"]");
    private static final Pattern LINE_START = Pattern.compile("(?m)^[ \\t]*(?:#{1,6}|>+|[-*+]|\\d{1,3}[.)])[ \\t]+");
    private static final Pattern RULE = Pattern.compile("(?m)^[ \\t]*[-*_=|: ]{3,}$");
    private static final Pattern EMPHASIS =
            Pattern.compile("[`|]+|(?<!\\d)\\*+|\\*+(?!\\d)|~~|(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");
    private static final Pattern SILENT =
            Pattern.compile("[\\p{So}\\p{Sk}\\p{Cs}\\p{Cf}\\p{Co}\\x{FE00}-\\x{FE0F}\\x{20E3}&&[^\\^`°]]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private SpeechText() {}

    /** What to say; empty where nothing in the text can be said, that is, where no letter or digit is left. */
    public static String of(String written) {
        String text = FENCE.matcher(written).replaceAll(" ");
        text = PICTURE.matcher(text).replaceAll("$1");
        text = LINK.matcher(text).replaceAll("$1");
        text = ADDRESS.matcher(text).replaceAll("a link");
        text = RULE.matcher(text).replaceAll(" ");
        text = LINE_START.matcher(text).replaceAll("");
        text = EMPHASIS.matcher(text).replaceAll("");
        text = SILENT.matcher(text).replaceAll("");
        text = SPACE.matcher(text).replaceAll(" ").strip();
        return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text : "";
    }
}

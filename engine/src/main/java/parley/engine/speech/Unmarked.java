package parley.engine.speech;

import java.util.regex.Pattern;

/**
 * Written text without what is there for the eye: markdown, code, tables, tags, emoji, smileys, long addresses. Each
 * pattern's repetitions are possessive or have a limit, so that no text takes more than its length's share of time.
 */
final class Unmarked {
    private static final Pattern CODE = Pattern.compile("(?ms)^[ \\t]*+(```|~~~).*?(?:^[ \\t]*+\\1[^\\n]*+$|\\z)");
    private static final Pattern TABLE = Pattern.compile("(?m)^[ \\t]*+\\|.*$");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]\\n]{0,300}+)]\\([^)\\n]{0,2000}+\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]\\n]{1,300}+)]\\([^)\\n]{0,2000}+\\)");
    private static final Pattern NOTE = Pattern.compile("\\[\\^[^\\]\\s]{1,24}+]:?");
    private static final Pattern ADDRESS =
            Pattern.compile("\\bhttps?://(?:www\\.)?([\\p{L}\\p{N}.-]{0,200}[\\p{L}\\p{N}])"
                    + "(?:[/?#:][^\\s<>()]{0,2000}[^\\s<>().,;:!?'\"])?/?");
    private static final Pattern TAG = Pattern.compile(
            "<!--.{0,300}?-->|</?[A-Za-z][\\w:-]{0,40}+"
                    + "(?:\\s{1,20}+[\\w:-]{1,40}+\\s{0,20}+=\\s{0,20}+(?:\"[^\"]{0,300}+\"|'[^']{0,300}+'|[^\\s<>\"']{1,300}?)){0,12}\\s{0,20}+/?>");
    private static final Pattern LINE_START =
            Pattern.compile("(?m)^[ \\t]*+(?:#{1,6}|>+|[-*+•])[ \\t]+(?:\\[[ xX]][ \\t]+)?");
    private static final Pattern RULE = Pattern.compile("(?m)^[-*_=|: \\t]{3,}+$");
    private static final Pattern STRUCK = Pattern.compile("~~[^~\\n]{1,300}+~~");
    private static final Pattern EMPHASIS =
            Pattern.compile("[`|]+|(?<!\\d)\\*+|\\*+(?!\\d)|~~|(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");
    private static final Pattern SMILEY =
            Pattern.compile("(?<![\\p{L}\\p{N}:;=])(?:[:;=]-?[)(DPp3/|\\]*]|<3)(?![\\p{L}\\p{N}])|~(?!\\p{N})");
    private static final Pattern SILENT =
            Pattern.compile("[\\p{So}\\p{Sk}\\p{Cs}\\p{Cf}\\p{Co}\\x{FE00}-\\x{FE0F}\\x{20E3}&&[^\\^`°]]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern STRAY_SPACE = Pattern.compile(" (?=[.,](?: |$))");

    private Unmarked() {}

    /** The words, and nothing where no letter or digit is among them. */
    static String of(String written) {
        String text = CODE.matcher(written).replaceAll(" ");
        text = TABLE.matcher(text).replaceAll(" ");
        text = PICTURE.matcher(text).replaceAll("$1");
        text = LINK.matcher(text).replaceAll("$1");
        text = NOTE.matcher(text).replaceAll("");
        text = ADDRESS.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll("");
        text = RULE.matcher(text).replaceAll(" ");
        text = LINE_START.matcher(text).replaceAll("");
        text = STRUCK.matcher(text).replaceAll("");
        text = SMILEY.matcher(text).replaceAll("");
        text = EMPHASIS.matcher(text).replaceAll("");
        text = SILENT.matcher(text).replaceAll("");
        text = SPACE.matcher(text).replaceAll(" ").strip();
        text = STRAY_SPACE.matcher(text).replaceAll("");
        return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text : "";
    }
}

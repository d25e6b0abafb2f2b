package parley.engine.verbal;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at what begins at a place, never further than a token can be long, so that no pattern is slow. */
final class Glance {
    private static final int FARTHEST = 80;

    private Glance() {}

    static Optional<MatchResult> at(Pattern pattern, String text, int place) {
        Matcher matcher = pattern.matcher(text);
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        matcher.region(place, Math.min(text.length(), place + FARTHEST));
        return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** The word that ends before a place, a space between them; empty where none does. */
    static String wordBefore(String text, int place) {
        int end = place;
        while (end > 0 && place - end < 2 && Character.isWhitespace(text.charAt(end - 1))) end--;
        int start = end;
        while (start > 0 && end - start < FARTHEST && Character.isLetter(text.charAt(start - 1))) start--;
        return text.substring(start, end);
    }
}

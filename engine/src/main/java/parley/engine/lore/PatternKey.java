package parley.engine.lore;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A key that is a pattern. Runs in linear time (RE2) where it can; where it looks around or back, which RE2 does not know,
 * with a limit to its steps.
 */
final class PatternKey {
    /** What a search came to. */
    enum Outcome {
        FOUND,
        ABSENT,
        /** It was given up. */
        TOO_LONG
    }

    /** The largest pattern, in states of its machine. */
    private static final int LARGEST = 5_000;

    private static final long READ = 10;

    private final @Nullable Translated form;
    private volatile @Nullable Pattern linear;
    private volatile java.util.regex.@Nullable Pattern searching;
    private volatile boolean broken;

    private PatternKey(@Nullable Translated form) {
        this.form = form;
    }

    /** A pattern of JavaScript. One that JavaScript would not take matches nothing. */
    static PatternKey of(SlashForm key) {
        return new PatternKey(key.valid() ? Translation.of(key).orElse(null) : null);
    }

    /** A pattern that RE2 takes as it is. */
    static PatternKey of(Translated form) {
        return new PatternKey(form);
    }

    /** Words, folded, one of which stands in every text that it matches; none where nothing is known. */
    Set<String> required() {
        return form == null ? Set.of() : form.required();
    }

    /** How large its machine is. */
    int size() {
        return form == null ? 0 : form.size();
    }

    Outcome search(String text, Effort effort) {
        Translated pattern = form;
        if (pattern == null || broken) return Outcome.ABSENT;
        if (pattern.size() > LARGEST) return Outcome.TOO_LONG;
        return pattern.lookaround() ? searched(pattern, text, effort) : linear(pattern, text, effort);
    }

    private Outcome linear(Translated pattern, String text, Effort effort) {
        if (!effort.spend((long) text.length() * pattern.size() + pattern.size())) return Outcome.TOO_LONG;
        return compiled(pattern)
                .map(it -> it.matcher(text).find() ? Outcome.FOUND : Outcome.ABSENT)
                .orElse(Outcome.ABSENT);
    }

    private Optional<Pattern> compiled(Translated pattern) {
        Pattern ready = linear;
        if (ready == null) {
            try {
                linear = ready = Pattern.compile(pattern.text());
            } catch (PatternSyntaxException wrong) {
                broken = true;
            }
        }
        return Optional.ofNullable(ready);
    }

    private Outcome searched(Translated pattern, String text, Effort effort) {
        java.util.regex.Pattern ready = searching;
        if (ready == null) {
            try {
                searching = ready = java.util.regex.Pattern.compile(pattern.text());
            } catch (java.util.regex.PatternSyntaxException wrong) {
                broken = true;
                return Outcome.ABSENT;
            }
        }
        CountedText counted = new CountedText(text, effort.most() / READ);
        try {
            Matcher matcher = ready.matcher(counted);
            return matcher.find() ? Outcome.FOUND : Outcome.ABSENT;
        } catch (CountedText.TooLong | StackOverflowError tooFar) {
            // java.util.regex calls itself for each turn of a group: a long text ends its stack as well as its steps.
            return Outcome.TOO_LONG;
        } finally {
            effort.spent(counted.reads() * READ);
        }
    }
}

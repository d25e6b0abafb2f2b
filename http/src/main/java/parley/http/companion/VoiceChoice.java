package parley.http.companion;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/**
 * Finds the voice that a client of this dialect means. It may name one of ours, with its engine or without, or one of
 * Microsoft's by which the Companion spoke, such as {@code en-US-AriaNeural} (contract, 4.1): then a voice of that
 * language answers, another one for another name as far as there are enough. Whoever is not known is answered by the best
 * voice, as there.
 */
record VoiceChoice(List<VoiceInfo> offered) {
    private static final int LONGEST = 200;
    private static final String MANY = "mul";
    private static final Pattern TAGGED =
            Pattern.compile("([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-\\w+)?");
    private static final int SAME = 0;
    private static final int SAME_LANGUAGE = 1;
    private static final int ANY_LANGUAGE = 2;
    private static final int OTHER = 3;

    VoiceChoice {
        offered = offered.stream().filter(it -> !it.voice().equals(Voice.NONE)).toList();
    }

    boolean isEmpty() {
        return offered.isEmpty();
    }

    /** The best voice; there must be one. */
    VoiceInfo best() {
        return offered.getFirst();
    }

    /** The voice that is meant; INVALID for a name that is too long, or a manner that cannot be. */
    Voice of(@Nullable String asked) {
        String name = asked == null ? "" : asked.strip();
        if (name.length() > LONGEST) throw Refusal.invalid("the name of a voice has at most 200 characters");
        return ours(name).or(() -> named(name)).or(() -> ofLanguage(name)).orElseGet(() -> best().voice());
    }

    private Optional<Voice> ours(String name) {
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) return Optional.empty();
        Voice voice = Voice.of(name);
        return Optional.of(voice)
                .filter(it -> offered.stream().anyMatch(known -> known.voice().equals(it.plain())));
    }

    private Optional<Voice> named(String name) {
        return offered.stream()
                .map(VoiceInfo::voice)
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Optional<Voice> ofLanguage(String name) {
        Matcher tag = TAGGED.matcher(name);
        if (!tag.matches()) return Optional.empty();
        String language = tag.group(1).toLowerCase(Locale.ROOT);
        String whole =
                tag.group(2) == null ? language : language + "-" + tag.group(2).toLowerCase(Locale.ROOT);
        Comparator<VoiceInfo> nearest = Comparator.comparingInt(it -> distance(it.language(), language, whole));
        // Whoever asks for no voice in particular is not answered by a copy of somebody's.
        List<VoiceInfo> common = offered.stream()
                .filter(it -> !it.voice().name().startsWith(Speaking.CLONE))
                .toList();
        return common.stream().min(nearest).flatMap(best -> {
            int distance = distance(best.language(), language, whole);
            if (distance == OTHER) return Optional.empty();
            List<Voice> alike = common.stream()
                    .filter(it -> it.voice().engine().equals(best.voice().engine()))
                    .filter(it -> distance(it.language(), language, whole) == distance)
                    .map(VoiceInfo::voice)
                    .toList();
            return Optional.of(alike.get(Math.floorMod(name.hashCode(), alike.size())));
        });
    }

    private static int distance(String of, String language, String whole) {
        String own = of.toLowerCase(Locale.ROOT).replace('_', '-');
        if (own.equals(whole)) return SAME;
        if (own.equals(MANY)) return ANY_LANGUAGE;
        return own.split("-", 2)[0].equals(language) ? SAME_LANGUAGE : OTHER;
    }
}

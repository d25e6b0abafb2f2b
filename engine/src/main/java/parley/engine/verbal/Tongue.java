package parley.engine.verbal;

import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is known of one language in one region; made once, then shared. */
record Tongue(ULocale locale, Lexicon lexicon, Speller speller, Notation notation, Measures measures) {
    /** Only these are ever made, whatever is asked for, so that there are not too many. */
    private static final Set<ULocale> AVAILABLE =
            Stream.of(ULocale.getAvailableLocales()).collect(Collectors.toUnmodifiableSet());

    private static final Map<ULocale, Optional<Tongue>> KNOWN = new ConcurrentHashMap<>();

    /** The language of a BCP 47 tag; empty where ICU cannot spell its numbers. */
    static Optional<Tongue> of(String tag) {
        ULocale asked = ULocale.forLanguageTag(tag.replace('_', '-'));
        String language = asked.getLanguage().equals("cmn") ? "zh" : asked.getLanguage();
        ULocale regional = new ULocale(language, asked.getCountry());
        ULocale locale = AVAILABLE.contains(regional) ? regional : new ULocale(regional.getLanguage());
        if (!AVAILABLE.contains(locale) || locale.getLanguage().isEmpty()) return Optional.empty();
        return KNOWN.computeIfAbsent(locale, Tongue::made);
    }

    private static Optional<Tongue> made(ULocale locale) {
        if (!Speller.knows(locale)) return Optional.empty();
        Lexicon lexicon = Lexicon.of(locale.getLanguage());
        return Optional.of(
                new Tongue(locale, lexicon, new Speller(locale), new Notation(locale), new Measures(locale, lexicon)));
    }

    BigDecimal value(String written) {
        return notation.value(written);
    }

    /**
     * A number as figures that a voice reads where it reads no more than whole numbers; empty for a decimal number,
     * unless the language's words for numbers are written in letters that such voices do not know.
     */
    Optional<String> figures(BigDecimal value) {
        String plain = value.toPlainString();
        if (value.scale() <= 0) return Optional.of(plain);
        return lexicon.has("figures") ? Optional.of(plain.replace(".", word("point"))) : Optional.empty();
    }

    /** The entry of that kind, or nothing. */
    String word(String kind) {
        return lexicon.word(kind).orElse("");
    }
}

package parley.engine.speech;

import java.util.List;
import java.util.Optional;
import parley.engine.verbal.Verbal;

/** Written text as it is to be read aloud. */
public final class SpeechText {
    private SpeechText() {}

    /**
     * The text without markdown, code, tables, tags, emoji and long addresses; empty where nothing in it can be said,
     * that is, where no letter or digit is left.
     */
    public static String of(String written) {
        return Unmarked.of(written);
    }

    /**
     * The same for an engine: each mark once and one at the end, and what the engine cannot read in words of the
     * language, a BCP 47 tag. Of a language without such words nothing but the markup changes.
     */
    public static String of(String written, Literacy literacy, String language) {
        String text = Unmarked.of(written);
        Optional<Verbal> verbal =
                literacy == Literacy.FULL ? Optional.empty() : Verbal.of(language, literacy == Literacy.NUMBERS);
        String plain = text;
        return Marks.tidy(verbal.map(it -> it.words(plain)).orElse(plain));
    }

    /** For a voice: in the language of its manner, or else in the voice's own. */
    public static String of(String written, Literacy literacy, Voice voice, List<VoiceInfo> offered) {
        String asked = voice.manner().language();
        String own = offered.stream()
                .filter(it -> it.voice().equals(voice.plain()))
                .map(VoiceInfo::language)
                .findFirst()
                .orElse("");
        return of(written, literacy, asked.isEmpty() ? own : asked);
    }
}

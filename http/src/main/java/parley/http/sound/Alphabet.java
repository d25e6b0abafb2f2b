package parley.http.sound;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import parley.engine.speech.MouthShape;

/** The ways in which sounds of speech are written, and the mouth's shape for each of them. */
public final class Alphabet {
    /** MaryTTS. */
    public static final Alphabet SAMPA = new Alphabet("""
        _:SILENCE p:LIPS b:LIPS m:LIPS f:LIP_AND_TEETH v:LIP_AND_TEETH T:TONGUE_AND_TEETH D:TONGUE_AND_TEETH \
        t:TONGUE d:TONGUE l:TONGUE n:NOSE s:HISS z:HISS S:HUSH Z:HUSH tS:HUSH dZ:HUSH r:CURL r=:CURL k:THROAT \
        g:THROAT N:THROAT h:THROAT I:SPREAD i:SPREAD u:ROUND U:ROUND E:HALF_OPEN @:HALF_OPEN EI:HALF_OPEN \
        O:HALF_ROUND OI:HALF_ROUND @U:HALF_ROUND A:OPEN {:OPEN V:OPEN AI:OPEN aU:OPEN w:GLIDE j:GLIDE\
        """);
    /** flite. */
    public static final Alphabet ARPABET = new Alphabet("""
        pau:SILENCE p:LIPS b:LIPS m:LIPS f:LIP_AND_TEETH v:LIP_AND_TEETH th:TONGUE_AND_TEETH dh:TONGUE_AND_TEETH \
        t:TONGUE d:TONGUE l:TONGUE n:NOSE s:HISS z:HISS sh:HUSH zh:HUSH ch:HUSH jh:HUSH r:CURL er:CURL k:THROAT \
        g:THROAT ng:THROAT hh:THROAT ih:SPREAD iy:SPREAD uw:ROUND uh:ROUND eh:HALF_OPEN ax:HALF_OPEN \
        ey:HALF_OPEN ao:HALF_ROUND oy:HALF_ROUND ow:HALF_ROUND aa:OPEN ae:OPEN ah:OPEN ay:OPEN aw:OPEN w:GLIDE \
        y:GLIDE\
        """);
    /** espeak-ng; one character a sound. */
    public static final Alphabet IPA = new Alphabet("""
        p:LIPS b:LIPS m:LIPS f:LIP_AND_TEETH v:LIP_AND_TEETH β:LIPS ɸ:LIPS ʋ:LIP_AND_TEETH θ:TONGUE_AND_TEETH \
        ð:TONGUE_AND_TEETH t:TONGUE d:TONGUE l:TONGUE ɬ:TONGUE ɫ:TONGUE ɭ:TONGUE ʎ:TONGUE ɾ:TONGUE ʈ:TONGUE \
        ɖ:TONGUE n:NOSE ɲ:NOSE ɳ:NOSE s:HISS z:HISS ʃ:HUSH ʒ:HUSH ɕ:HUSH ʑ:HUSH ʂ:HUSH ʐ:HUSH c:HUSH ɟ:HUSH \
        r:CURL ɹ:CURL ɻ:CURL ʁ:CURL ʀ:CURL ɚ:CURL ɜ:CURL ɝ:CURL k:THROAT ɡ:THROAT g:THROAT ŋ:THROAT h:THROAT \
        x:THROAT ç:THROAT ɣ:THROAT χ:THROAT q:THROAT ħ:THROAT ʔ:THROAT i:SPREAD ɪ:SPREAD ɨ:SPREAD y:ROUND \
        ʏ:ROUND u:ROUND ʊ:ROUND ɯ:ROUND ʉ:ROUND e:HALF_OPEN ɛ:HALF_OPEN ə:HALF_OPEN ɐ:HALF_OPEN ᵻ:SPREAD \
        œ:HALF_ROUND ø:HALF_ROUND o:HALF_ROUND ɔ:HALF_ROUND ɤ:HALF_ROUND a:OPEN ɑ:OPEN æ:OPEN ʌ:OPEN ɒ:OPEN \
        w:GLIDE j:GLIDE ɥ:GLIDE\
        """);
    /** Plain spelling, which tells a sound only roughly. */
    public static final Alphabet LETTERS = new Alphabet("""
        p:LIPS b:LIPS m:LIPS f:LIP_AND_TEETH v:LIP_AND_TEETH t:TONGUE d:TONGUE l:TONGUE n:NOSE s:HISS z:HISS \
        c:THROAT r:CURL k:THROAT g:THROAT h:THROAT q:THROAT x:HISS j:HUSH i:SPREAD u:ROUND e:HALF_OPEN \
        o:HALF_ROUND a:OPEN w:GLIDE y:GLIDE\
        """);

    private final Map<String, MouthShape> shapes;

    private Alphabet(String table) {
        this.shapes = Arrays.stream(table.split("\\s+"))
                .map(it -> it.split("(?<=.):", 2))
                .collect(Collectors.toUnmodifiableMap(it -> it[0], it -> MouthShape.valueOf(it[1])));
    }

    /** The shape for a sound; half open for one that is not known. */
    public MouthShape shape(String sound) {
        return shapes.getOrDefault(sound, MouthShape.HALF_OPEN);
    }

    boolean knows(String sound) {
        return shapes.containsKey(sound);
    }
}

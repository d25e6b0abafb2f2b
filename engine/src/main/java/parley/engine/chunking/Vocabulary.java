package parley.engine.chunking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Frequent words and special letters, and the languages that have them, each as a bit. Read when first asked for. */
final class Vocabulary {
    /** What a word that only one language has tells for it; what several have is shared among them. */
    static final int WEIGHT = 60;

    private static final String CLASSES =
            "opener joint seam alone speech lead fullmonth article small self filler carried day";

    /** Letters that few languages have, after the tag of a language that has them. */
    private static final String LETTERS = """
        de ßäöü
        sv äöå
        fi äöå
        da æøå
        no æøå
        es ñ¿¡áéíóú
        pt ãõçâêóáé
        fr çèàùêîôûœëé
        it àèìòùé
        nl ëï
        pl ąęłśźżńćó
        cs ěřůčšžýáíé
        sk ľĺŕôčšžýáíé
        hu őűáéíóúöü
        ro țșăâîţş
        tr ığşçöü
        hr đćčšž
        sl čšž
        vi đơưăâêôạảấầẩẫậắằặẹẻẽếềểễệ
        vi ỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ
        ru ыэёъ
        uk іїєґ
        bg ъ
        sr ђћљњџј
        kk құ
        fa پچژگ
        ur ٹڈڑےںھپچگہ
        ar ة
        """;

    private final Map<String, Long> words = new HashMap<>();
    private final Map<Character, Long> letters = new HashMap<>();
    private final List<String> languages = new ArrayList<>();

    private Vocabulary() {
        for (String name : Language.names()) if (!name.equals("und")) read(name);
        for (String line : Language.lines("common"))
            if (!line.startsWith("#")) add(line.substring(line.indexOf(':') + 1), line.substring(0, line.indexOf(':')));
        LETTERS.lines().forEach(this::readLetters);
    }

    private static final class Holder {
        static final Vocabulary READ = new Vocabulary();
    }

    static Vocabulary get() {
        return Holder.READ;
    }

    int size() {
        return languages.size();
    }

    String language(int bit) {
        return languages.get(bit);
    }

    /** A word, written small, votes for the languages that have it; one with an apostrophe else by its parts. */
    void word(String word, int[] votes) {
        String plain = word.replace('’', '\'');
        Long whole = words.get(plain);
        if (whole != null) vote(whole, WEIGHT, votes);
        else if (plain.indexOf('\'') >= 0)
            for (String part : plain.split("'", -1)) vote(words.getOrDefault(part, 0L), WEIGHT, votes);
    }

    /** A letter tells less than a word where it may come with a foreign name, as in Latin letters. */
    void letter(char it, int[] votes) {
        if (it < 0x80) return;
        Long bits = letters.get(Character.toLowerCase(it));
        boolean latin = Character.UnicodeScript.of(it) == Character.UnicodeScript.LATIN;
        if (bits != null) vote(bits, latin ? WEIGHT / 2 : WEIGHT, votes);
    }

    private static void vote(long bits, int weight, int[] votes) {
        int share = weight / Math.max(1, Long.bitCount(bits));
        for (long left = bits; left != 0; left &= left - 1) votes[Long.numberOfTrailingZeros(left)] += share;
    }

    private void read(String name) {
        boolean taken = false;
        for (String line : Language.lines(name)) {
            if (line.startsWith("[")) taken = isTaken(line.substring(1, line.indexOf(']')));
            else if (taken && !line.isBlank() && !line.startsWith("#") && !line.startsWith("@")) add(line, one(name));
        }
    }

    private void readLetters(String line) {
        int space = line.indexOf(' ');
        long bit = bit(line.substring(0, space));
        line.chars().skip(space + 1L).forEach(it -> letters.merge((char) it, bit, (one, other) -> one | other));
    }

    private static boolean isTaken(String heading) {
        return List.of(CLASSES.split(" ", -1)).contains(heading);
    }

    private void add(String line, String language) {
        long bit = bit(language);
        for (String word : line.trim().split("\\s+", -1))
            words.merge(word.toLowerCase(Locale.ROOT), bit, (one, other) -> one | other);
    }

    private long bit(String language) {
        if (!languages.contains(language)) languages.add(language);
        return 1L << languages.indexOf(language);
    }

    /** Languages that no few words can tell apart count as one. */
    private static String one(String name) {
        return switch (name) {
            case "nb", "nn" -> "no";
            case "ms" -> "id";
            case "bs" -> "hr";
            default -> name;
        };
    }
}

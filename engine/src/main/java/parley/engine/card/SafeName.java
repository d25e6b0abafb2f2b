package parley.engine.card;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes names of characters into names of files: safe on Windows, macOS and Linux, and harmless in a log. */
final class SafeName {
    private static final String NAMELESS = "character";

    /** In bytes of UTF-8: file systems take 255, and there come an extension and perhaps a number. */
    private static final int LONGEST = 120;

    /** More than this much of a name is not even looked at. */
    private static final int LOOKED_AT = 1000;

    // Controls, marks that turn text around, unassigned and private characters, and what paths and shells are made of.
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}<>:\"/\\\\|?*%;$`&'\uFFFD]");

    // Joiners hold emoji together; all else that is invisible goes.
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}&&[^\u200D]]");
    private static final Pattern DEVICE = Pattern.compile(
            "(?i)(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\\$|conout\\$|clock\\$)(\\..*)?");

    private SafeName() {}

    /** A name without an extension, never empty. */
    static String of(String name) {
        String seen = Characters.whole(name.substring(0, Math.min(name.length(), LOOKED_AT)));
        String plain = Normalizer.normalize(seen, Normalizer.Form.NFC);
        plain = INVISIBLE.matcher(plain).replaceAll("");
        plain = UNSAFE.matcher(plain).replaceAll(" ").replaceAll("\\s+", " ");
        plain = trimmed(cut(trimmed(plain)));
        if (plain.isEmpty()) return NAMELESS;
        return DEVICE.matcher(plain).matches() ? "_" + plain : plain;
    }

    // No dots or spaces at the ends, which hide files or vanish on Windows, and no dash that looks like an option.
    private static String trimmed(String name) {
        return name.replaceAll("^[\\s.\\-~\u200D]+", "").replaceAll("[\\s.\u200D]+$", "");
    }

    private static String cut(String name) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(name);
        int end = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (name.substring(0, next).getBytes(StandardCharsets.UTF_8).length > LONGEST) break;
            end = next;
        }
        return name.substring(0, end);
    }
}

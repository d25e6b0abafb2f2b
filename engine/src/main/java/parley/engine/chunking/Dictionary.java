package parley.engine.chunking;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;

/** Words of Thai, Lao, Khmer and Burmese, which are written without spaces, by ICU's dictionaries. Loaded when first asked. */
final class Dictionary {
    private static final int LONGEST = 48;

    private final Window window;
    private @Nullable BreakIterator words;

    Dictionary(Window window) {
        this.window = window;
    }

    /** Whether a word begins at a place, judged by the text between it and {@code end} and some before it. */
    boolean beginsWord(int place, int end) {
        int from = Math.max(window.floor(), end - LONGEST);
        return from == place || read(from, end).isBoundary(place - from);
    }

    /** The last place before {@code end}, but not far before, where a word begins; {@code end} where there is none. */
    int lastWord(int end) {
        int from = Math.max(window.floor(), end - LONGEST);
        int last = read(from, end).preceding(end - from);
        return last <= 0 ? end : from + last;
    }

    private BreakIterator read(int from, int end) {
        BreakIterator iterator = words;
        if (iterator == null) words = iterator = BreakIterator.getWordInstance(ULocale.forLanguageTag("th"));
        iterator.setText(window.text(from, end));
        return iterator;
    }
}

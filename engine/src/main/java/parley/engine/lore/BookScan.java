package parley.engine.lore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One book in one scan: where its words were found so far. */
final class BookScan {
    private final Lorebook book;
    private final BookKeys keys;
    private final Buffer buffer;
    private final Effort effort = new Effort();
    private final List<Key> open = new ArrayList<>();
    private final List<Finder> finders = new ArrayList<>();
    private int read;
    private boolean overran;

    /** An index and its finds, in texts as they are or folded. */
    private record Finder(Hits hits, boolean exact) {}

    BookScan(Lorebook book, BookKeys keys, Buffer buffer, UnaryOperator<String> expand) {
        this.book = book;
        this.keys = keys;
        this.buffer = buffer;
        KeyForge forge = new KeyForge();
        for (BookKeys.OpenKey key : keys.open()) open.add(filled(forge, key, expand));
        add(keys.folded(), false);
        add(keys.exact(), true);
        add(forge.folded(), false);
        add(forge.exact(), true);
        for (LoreEntry.Source source : LoreEntry.Source.values())
            if ((keys.sources() & source.bit()) != 0) read(buffer.source(source), source.bit());
    }

    private static Key filled(KeyForge forge, BookKeys.OpenKey key, UnaryOperator<String> expand) {
        boolean pattern = key.manner().patterns() && SlashForm.of(key.written()).isPresent();
        String filled = pattern ? KeyText.quoted(key.written(), expand) : expand.apply(key.written());
        return forge.made(key.written(), filled, key.manner());
    }

    private void add(KeyIndex index, boolean exact) {
        finders.add(new Finder(new Hits(index), exact));
    }

    private void read(String text, int bit) {
        if (text.isEmpty()) return;
        String folded = Words.folded(text);
        for (Finder finder : finders) finder.hits().text(finder.exact() ? text : folded, bit);
    }

    /** Reads messages as far back as this, unless they were read before. */
    void reach(int depth) {
        for (; read < Math.min(depth, buffer.messages()); read++)
            for (Finder finder : finders)
                finder.hits().message(finder.exact() ? buffer.message(read) : buffer.foldedMessage(read), read);
    }

    /** Reads the texts of entries that came in. */
    void wake(String text) {
        read(text, Buffer.RECURSION);
    }

    Lorebook book() {
        return book;
    }

    BookKeys.EntryKeys keys(int entry) {
        return keys.entries().get(entry);
    }

    /** Whether a pattern was given up since this was asked last. */
    boolean overran() {
        boolean was = overran;
        overran = false;
        return was;
    }

    /** Whether a key stands in the newest messages or in the texts with these bits. */
    boolean matches(Key key, int depth, int bits) {
        return switch (key) {
            case Key.Word word -> found(word, 0, depth, bits);
            case Key.Shape shape -> shaped(shape, 0, depth, bits);
            case Key.Open filled ->
                switch (open.get(filled.number())) {
                    case Key.Word word -> found(word, 2, depth, bits);
                    case Key.Shape shape -> shaped(shape, 2, depth, bits);
                    case Key.Open none -> false;
                    case Key.Nothing none -> false;
                };
            case Key.Nothing none -> false;
        };
    }

    private boolean found(Key.Word word, int finder, int depth, int bits) {
        Hits hits = finders.get(finder + (word.exact() ? 1 : 0)).hits();
        return hits.found(word.number(), word.whole(), depth, bits);
    }

    private static boolean possible(Key.Shape shape, Hits hits, int depth, int bits) {
        if (shape.required().isEmpty()) return true;
        for (int word : shape.required()) if (hits.found(word, false, depth, bits)) return true;
        return false;
    }

    private boolean shaped(Key.Shape shape, int finder, int depth, int bits) {
        if (!possible(shape, finders.get(finder).hits(), depth, bits)) return false;
        PatternKey.Outcome outcome = shape.pattern().search(buffer.joined(depth, bits), effort);
        overran |= outcome == PatternKey.Outcome.TOO_LONG;
        return outcome == PatternKey.Outcome.FOUND;
    }
}

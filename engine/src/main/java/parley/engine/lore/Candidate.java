package parley.engine.lore;

import org.jspecify.annotations.Nullable;

/** One entry in one scan: what is known of it before, and what became of it. */
final class Candidate {
    private final BookScan book;
    private final int number;
    private final LoreEntry entry;
    private final boolean sticks;
    private final boolean cools;
    private final boolean remembered;
    private boolean done;
    private boolean in;
    private String reason = "no-key";
    private @Nullable String matched;
    private int pass;
    private int tokens;
    private @Nullable Integer rolled;
    private String text = "";

    Candidate(BookScan book, int number, LoreMemory.@Nullable Effect effect, int messages) {
        this.book = book;
        this.number = number;
        this.entry = book.book().entries().get(number);
        this.sticks = effect != null && effect.stickyUntil() > messages;
        this.cools = effect != null && effect.coolUntil() > messages;
        this.remembered = effect != null;
    }

    BookScan book() {
        return book;
    }

    LoreEntry entry() {
        return entry;
    }

    /** By what it is known in the chat. */
    String key() {
        return book.book().key(number);
    }

    BookKeys.EntryKeys keys() {
        return book.keys(number);
    }

    int number() {
        return number;
    }

    boolean sticks() {
        return sticks;
    }

    boolean cools() {
        return cools;
    }

    /** Whether it was in before in this chat. */
    boolean remembered() {
        return remembered;
    }

    /** Whether this scan has nothing more to ask of it: it is in, or lost its draw. */
    boolean done() {
        return done;
    }

    boolean in() {
        return in;
    }

    String text() {
        return text;
    }

    /** Stays out for now. */
    boolean out(String why) {
        reason = why;
        matched = null;
        return false;
    }

    /** May come in. */
    boolean wakes(String why, @Nullable String by, int inPass) {
        reason = why;
        matched = by;
        pass = inPass;
        return true;
    }

    /** What its draw gave, from 1 to 100. */
    void rolled(int percent) {
        rolled = percent;
    }

    /** Stays out of this scan for good. */
    void lost(String why) {
        done = true;
        reason = why;
    }

    /** Is chosen, with this text: in, unless the text is empty. */
    void admitted(String filled, int cost) {
        done = true;
        text = filled;
        tokens = cost;
        in = !filled.isBlank();
        if (!in) reason = "empty";
    }

    /** Woke, but stays out of this pass. */
    void loses(String why) {
        reason = why;
    }

    /** There is no room for it. */
    void crowdedOut(int cost) {
        tokens = cost;
        reason = "budget";
    }

    LoreFindings.Trace trace() {
        return new LoreFindings.Trace(
                key(), book.book().name(), entry.label(), in, reason, matched, pass, tokens, rolled);
    }
}

package parley.engine.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts growing text into sentences. The sentences joined equal the text to the letter, and they do not depend on how the
 * text was split on its way here, because each character is judged once and in order. White space after a sentence
 * belongs to it, so a sentence is told when the next one begins. Not safe for use by several threads.
 */
public final class SentenceCutter {
    /** The longest text kept waiting for an end; beyond it the text is cut at a clause or a space. */
    static final int CAP = 600;
    /** White space is not cut off from its sentence up to here. */
    private static final int HARD_CAP = 2 * CAP;

    private final StringBuilder pending = new StringBuilder();
    private final List<String> ready = new ArrayList<>();
    private Ending ending = new Ending();
    private int wordStart;
    private int contentStart = -1;
    private int lastClause;
    private int lastSpace;

    /** Takes the next piece of text and tells the sentences it closes, oldest first. */
    public List<String> add(String piece) {
        for (int at = 0; at < piece.length(); at++) take(piece.charAt(at));
        return told();
    }

    /** The text is over: tells what is left, if anything. */
    public List<String> end() {
        if (!pending.isEmpty()) cutAt(pending.length());
        return told();
    }

    private List<String> told() {
        List<String> sentences = List.copyOf(ready);
        ready.clear();
        return sentences;
    }

    private void take(char next) {
        if (Character.isWhitespace(next)) ending.gap(next);
        else judge(next);
        if (pending.length() >= HARD_CAP) cutAt(pending.length());
        pending.append(next);
    }

    private void judge(char next) {
        if (ending.grows(next, pending.length())) return;
        if (contentStart >= 0 && ending.closesBefore(next, word(), onlyNumber())) cutAt(pending.length());
        else if (pending.length() >= CAP) cutLong(next);
        if (ending.spaced() || pending.isEmpty()) wordBegins();
        else if (Marks.WIDE_CLAUSES.indexOf(lastVisible()) >= 0) lastClause = pending.length();
        if (contentStart < 0) contentStart = pending.length();
        ending = new Ending();
        if (Marks.ENDS.indexOf(next) >= 0) ending.grows(next, pending.length());
    }

    private void wordBegins() {
        wordStart = pending.length();
        lastSpace = wordStart;
        if (wordStart > 1 && Marks.CLAUSES.indexOf(lastVisible()) >= 0) lastClause = wordStart;
    }

    private char lastVisible() {
        int at = pending.length() - 1;
        while (at > 0 && Character.isWhitespace(pending.charAt(at))) at--;
        return pending.charAt(at);
    }

    private String word() {
        int end = ending.start();
        return end > wordStart && end - wordStart <= Marks.LONGEST_WORD ? pending.substring(wordStart, end) : "";
    }

    private boolean onlyNumber() {
        return wordStart == contentStart && word().chars().allMatch(Character::isDigit);
    }

    /** Cuts in the later half only, so that no text is judged more than twice. */
    private void cutLong(char next) {
        if (ending.spaced()) cutAt(pending.length());
        else if (lastClause >= CAP / 2) cutAt(lastClause);
        else if (lastSpace >= CAP / 2) cutAt(lastSpace);
        else if (!Character.isLowSurrogate(next)) cutAt(pending.length());
    }

    private void cutAt(int end) {
        ready.add(pending.substring(0, end));
        String rest = pending.substring(end);
        pending.setLength(0);
        ending = new Ending();
        wordStart = lastClause = lastSpace = 0;
        contentStart = -1;
        for (int at = 0; at < rest.length(); at++) take(rest.charAt(at));
    }
}

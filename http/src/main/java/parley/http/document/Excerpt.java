package parley.http.document;

import parley.engine.storage.DocumentText;

/** A text that grows up to so many characters and no further. Used by one thread. */
final class Excerpt {
    private final StringBuilder text = new StringBuilder();
    private final int most;
    private boolean truncated;

    Excerpt(int most) {
        this.most = most;
    }

    /** Adds what still fits; a NUL, which no database takes, becomes a space. */
    Excerpt add(CharSequence more) {
        int room = most - text.length();
        truncated |= more.length() > room;
        for (int at = 0; at < Math.min(room, more.length()); at++)
            text.append(more.charAt(at) == 0 ? ' ' : more.charAt(at));
        return this;
    }

    boolean isFull() {
        return truncated;
    }

    DocumentText text() {
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return new DocumentText(text.substring(0, end), truncated);
    }
}

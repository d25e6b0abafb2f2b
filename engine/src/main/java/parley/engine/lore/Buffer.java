package parley.engine.lore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What keys are held against: the talk from its newest message back, what entries ask for beside it, and the texts of
 * entries that are in. Patterns see it as one text, in which every part begins with a character that no text has.
 */
final class Buffer {
    /** The bit of the texts of entries that are in. */
    static final int RECURSION = 64;

    private static final int MOST_MESSAGES = 1000;
    private static final int MOST_TEXT = 1_000_000;
    private static final String FIRST = "\u0001";
    private static final String NEXT = "\n\u0001";

    private final List<String> talk = new ArrayList<>();
    private final List<String> folded = new ArrayList<>();
    private final Map<LoreEntry.Source, String> sources = new EnumMap<>(LoreEntry.Source.class);
    private final StringBuilder woken = new StringBuilder();
    private int joinedDepth = -1;
    private int joinedBits;
    private int joinedWoken;
    private String joined = "";

    Buffer(LoreScene scene, boolean names) {
        int length = 0;
        for (LoreScene.Said said : scene.said().reversed()) {
            String text = Braces.searched(said.text());
            String line = names && !said.name().isBlank() ? said.name() + ": " + text : text;
            length += line.length();
            if (length > MOST_TEXT || talk.size() == MOST_MESSAGES) break;
            talk.add(line);
            folded.add(Words.folded(line));
        }
        LoreScene.About about = scene.about();
        for (LoreEntry.Source source : LoreEntry.Source.values()) sources.put(source, of(about, source));
    }

    private static String of(LoreScene.About about, LoreEntry.Source source) {
        return switch (source) {
            case PERSONA -> about.persona();
            case DESCRIPTION -> about.description();
            case PERSONALITY -> about.personality();
            case DEPTH_PROMPT -> about.depthPrompt();
            case SCENARIO -> about.scenario();
            case CREATOR_NOTES -> about.creatorNotes();
        };
    }

    /** How many messages can be searched. */
    int messages() {
        return talk.size();
    }

    String message(int distance) {
        return talk.get(distance);
    }

    String foldedMessage(int distance) {
        return folded.get(distance);
    }

    String source(LoreEntry.Source source) {
        return sources.getOrDefault(source, "");
    }

    /** Adds the text of entries that are in. */
    void wake(String text) {
        if (!woken.isEmpty()) woken.append(NEXT);
        woken.append(text);
    }

    boolean woken() {
        return !woken.isEmpty();
    }

    /** All of it as one text, for patterns; the last one that was asked for is kept, for most entries ask for the same. */
    String joined(int depth, int bits) {
        int seen = (bits & RECURSION) == 0 ? 0 : woken.length();
        if (joinedDepth == depth && joinedBits == bits && joinedWoken == seen) return joined;
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < Math.min(depth, talk.size()); at++)
            text.append(at == 0 ? FIRST : NEXT).append(talk.get(at));
        for (LoreEntry.Source source : LoreEntry.Source.values())
            if ((bits & source.bit()) != 0 && !source(source).isEmpty())
                text.append(NEXT).append(source(source));
        if (seen > 0) text.append(NEXT).append(woken);
        joinedDepth = depth;
        joinedBits = bits;
        joinedWoken = seen;
        joined = text.toString();
        return joined;
    }
}

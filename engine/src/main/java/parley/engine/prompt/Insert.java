package parley.engine.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.Place;
import parley.engine.lore.Role;

/**
 * A text that stands among the lines of a talk.
 *
 * @param source as in {@link Staging.Part}
 * @param depth how many lines stand after it; below 0 after all lines, whatever follows them
 * @param reverse how many lines of the whole talk stand before it; below 0 where {@code depth} counts
 */
record Insert(String source, int depth, int reverse, Role role, String text, List<String> lore) {
    /** After everything else, as post-history instructions stand. */
    static final int LAST = -1;

    /** After even that: the character's own beginning of what it says next. */
    static final int BEGUN = -2;

    Insert {
        lore = List.copyOf(lore);
    }

    Insert(String source, int depth, Role role, String text) {
        this(source, depth, -1, role, text, List.of());
    }

    /** The same with another text. */
    Insert saying(String other) {
        return new Insert(source, depth, reverse, role, other, lore);
    }

    /**
     * What a character's card, its lorebooks and a person want among the lines. Of equals in a place the character's own
     * stand first and what is told from outside last, nearest to the answer; within a role the author's note, then the
     * character's, then the persona, then lore. Whatever a character is to begin its answer with stands last of all: a
     * model takes it as a line of the character's, which every model can do, and not as the first words of this answer.
     */
    static List<Insert> of(Sheet sheet, Wishes wishes, LoreFindings findings) {
        List<Insert> all = new ArrayList<>();
        Wishes.Note note = wishes.note();
        all.add(new Insert("post-history", LAST, Role.SYSTEM, sheet.postHistory()));
        Wishes.Note own = sheet.depthPrompt();
        all.add(new Insert(
                "note",
                Math.max(0, note.depth()),
                -1,
                note.role(),
                note(sheet, wishes, findings),
                findings.placed().stream()
                        .filter(it -> it.place() == Place.NOTE_TOP || it.place() == Place.NOTE_BOTTOM)
                        .map(LoreFindings.Placed::key)
                        .toList()));
        if (own != null) all.add(new Insert("depth-prompt", Math.max(0, own.depth()), own.role(), own.text()));
        Wishes.PersonaPlace place = wishes.persona();
        if (place.position() == Wishes.Position.AT_DEPTH)
            all.add(new Insert("persona", Math.max(0, place.depth()), place.role(), sheet.persona()));
        all.addAll(lore(findings));
        return all.stream()
                .map(it -> it.saying(FirstWording.clean(it.text())))
                .filter(it -> !it.text().isEmpty())
                .toList();
    }

    private static String note(Sheet sheet, Wishes wishes, LoreFindings findings) {
        List<String> texts = new ArrayList<>(texts(findings, Place.NOTE_TOP));
        Wishes.Position persona = wishes.persona().position();
        if (persona == Wishes.Position.NOTE_TOP) texts.add(sheet.persona());
        texts.add(sheet.macros().expand(wishes.note().text()));
        if (persona == Wishes.Position.NOTE_BOTTOM) texts.add(sheet.persona());
        texts.addAll(texts(findings, Place.NOTE_BOTTOM));
        return String.join("\n", texts.stream().filter(it -> !it.isBlank()).toList());
    }

    private static List<String> texts(LoreFindings findings, Place place) {
        return findings.placed().stream()
                .filter(it -> it.place() == place)
                .map(LoreFindings.Placed::text)
                .toList();
    }

    private static List<Insert> lore(LoreFindings findings) {
        List<Insert> all = new ArrayList<>();
        for (LoreFindings.Placed it : findings.placed()) {
            if (it.place() != Place.AT_DEPTH && it.place() != Place.AT_REVERSE_DEPTH) continue;
            boolean reverse = it.place() == Place.AT_REVERSE_DEPTH;
            boolean begun = !reverse && it.depth() <= 0 && it.role() == Role.ASSISTANT;
            int depth = begun ? BEGUN : Math.max(0, it.depth());
            all.add(new Insert(
                    "lore", reverse ? 0 : depth, reverse ? depth : -1, it.role(), it.text(), List.of(it.key())));
        }
        return all;
    }

    /**
     * Before which of the lines it stands.
     *
     * @param shown how many lines there are
     * @param gone how many older ones are not told any more
     */
    int place(int shown, int gone) {
        return reverse < 0 ? Math.max(0, shown - Math.max(0, depth)) : Math.clamp((long) reverse - gone, 0, shown);
    }

    /** Those of one place in the order in which they stand there. */
    static Comparator<Insert> order() {
        return Comparator.<Insert>comparingInt(it -> it.reverse < 0 ? -it.depth : Integer.MIN_VALUE)
                .thenComparing(Insert::role, Comparator.reverseOrder());
    }

    /** As a model is told it: what nobody says stands in brackets, because wires may know only two roles. */
    Prompt.Line line(String speaker) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        return switch (role) {
            case ASSISTANT -> new Prompt.Line(true, speaker, text);
            case USER -> new Prompt.Line(false, "", text);
            case SYSTEM -> new Prompt.Line(false, "", bracketed ? text : "[" + text + "]");
        };
    }
}

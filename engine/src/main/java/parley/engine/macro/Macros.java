package parley.engine.macro;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the macros of a character's texts in. Pure: all chance comes from seeds and the time from an instant, so the same
 * macros make the same of a text on any machine.
 *
 * <p>A text is read once, nested macros from the inside out, and what a macro gives is never read again: a person called
 * {@code {{user}}} stays that. Unknown macros stay as they are, with those inside them filled in; {@code \{} and
 * {@code \}} are braces that open and close nothing. Names are found in any case. Macros of character cards V2
 * ({@code {{char}}}, {@code <BOT>}, {@code {{user}}}, {@code <USER>}, {@code {{original}}}) and V3 (random, pick, roll,
 * {@code //}, hidden_key, comment, reverse), and those that applications have in common beyond them.
 *
 * @param original what {@code {{original}}} stands for, already filled in; absent where there is no such thing
 * @param outlets what lorebooks offer by name, for {@code {{outlet::name}}}
 * @param reading what the text is filled in for
 */
public record Macros(
        Cast cast,
        About about,
        @Nullable String original,
        Map<String, String> outlets,
        Chance chance,
        Instant at,
        ZoneId zone,
        Reading reading) {
    /** How deep macros may stand within each other; deeper ones stay as they are. */
    static final int DEEPEST = 50;

    /** What the macros of one text may add to it, in UTF-16 units; those that would add more stay as they are. */
    static final int LONGEST = 1024 * 1024;

    public Macros {
        outlets = Map.copyOf(outlets);
    }

    /** The macros of a character of whom nothing is told yet. */
    public Macros(Cast cast, Chance chance, Instant at) {
        this(cast, About.NOTHING, null, Map.of(), chance, at, ZoneOffset.UTC, Reading.PROMPT);
    }

    /**
     * Who takes part.
     *
     * @param character what the speaker is called: the nickname where there is one
     * @param group the names of all characters of the room, the speaker's among them
     */
    public record Cast(String character, String user, List<String> group) {
        public Cast {
            group = List.copyOf(group);
        }
    }

    /** What macros can quote, already filled in; empty where there is nothing. */
    public record About(
            String persona, String description, String personality, String scenario, String exampleMessages) {
        public static final About NOTHING = new About("", "", "", "", "");
    }

    /**
     * Where chance comes from.
     *
     * @param turn for what is drawn anew in every turn: random, roll
     * @param chat for what stays while a chat lasts: pick
     */
    public record Chance(long turn, long chat) {}

    /** What a text is filled in for. */
    public enum Reading {
        /** For a model or a person: hidden keys are gone. */
        PROMPT,
        /** For the search of lorebooks: hidden keys count, comments do not. */
        MATCHING
    }

    /** The same, with what is known of the character. */
    public Macros about(About other) {
        return new Macros(cast, other, original, outlets, chance, at, zone, reading);
    }

    /** The same, for a text that replaces another. */
    public Macros replacing(String other) {
        return new Macros(cast, about, other, outlets, chance, at, zone, reading);
    }

    /** The same, with what lorebooks offer. */
    public Macros outlets(Map<String, String> other) {
        return new Macros(cast, about, original, other, chance, at, zone, reading);
    }

    /** The same, to be searched in. */
    public Macros matching() {
        return new Macros(cast, about, original, outlets, chance, at, zone, Reading.MATCHING);
    }

    /** The text with its macros filled in. */
    public String expand(String text) {
        boolean plain = text.indexOf('{') < 0 && text.indexOf('<') < 0 && text.indexOf('\\') < 0;
        return plain ? text : new Expansion(this, text).expanded();
    }
}

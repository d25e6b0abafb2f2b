package parley.engine.lore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entry of a card's book: what the specifications name in the entry itself, what SillyTavern names in its
 * extensions, either in snake case or in camel case, for writers differ. Where an extension and the entry disagree, the
 * extension counts, as where it comes from.
 */
final class EntryReading {
    private static final int DEEPEST = 10_000;
    private static final int USUAL_DEPTH = 4;
    private static final int LONGEST_SPAN = 1_000_000;
    private static final List<LoreEntry.Logic> LOGICS =
            List.of(LoreEntry.Logic.AND_ANY, LoreEntry.Logic.NOT_ALL, LoreEntry.Logic.NOT_ANY, LoreEntry.Logic.AND_ALL);
    private static final List<Place> PLACES = List.of(
            Place.BEFORE_CHARACTER,
            Place.AFTER_CHARACTER,
            Place.NOTE_TOP,
            Place.NOTE_BOTTOM,
            Place.AT_DEPTH,
            Place.BEFORE_EXAMPLES,
            Place.AFTER_EXAMPLES,
            Place.OUTLET);

    private final JsonNode entry;
    private final JsonNode extensions;
    private final Decorators decorators;

    private EntryReading(JsonNode entry) {
        this.entry = entry;
        this.extensions = entry.path("extensions");
        this.decorators = Decorators.of(Field.text(entry.path("content")));
    }

    static LoreEntry read(JsonNode entry) {
        return new EntryReading(entry).entry();
    }

    private LoreEntry entry() {
        List<String> keys = Field.texts(entry.path("keys"));
        return new LoreEntry(
                label(keys),
                keys,
                Field.texts(entry.path("secondary_keys")),
                Field.flag(entry.path("selective"), false),
                LOGICS.get(Field.whole(said("selective_logic"), 0, 3, 0)),
                decorators.content(),
                Field.flag(entry.path("enabled"), true),
                Field.flag(entry.path("constant"), false),
                order(),
                priority(),
                probability(),
                triggers(),
                Field.flag(said("ignore_budget"), false),
                stand(),
                matching(),
                new LoreEntry.Timing(span("sticky"), span("cooldown"), span("delay")),
                grouping(),
                recursion(),
                conditions());
    }

    private String label(List<String> keys) {
        String comment = Field.text(entry.path("comment"));
        if (!comment.isBlank()) return comment;
        String name = Field.text(entry.path("name"));
        if (!name.isBlank()) return name;
        return keys.isEmpty() ? "" : keys.getFirst();
    }

    private double order() {
        Double order = Field.number(entry.path("insertion_order"));
        return order == null ? 100 : order;
    }

    private @Nullable Double priority() {
        if (decorators.has("priority")) return Field.number(decorators.word("priority"));
        return Field.number(entry.path("priority"));
    }

    private int probability() {
        if (decorators.has("probability"))
            return Math.min(100, decorators.number("probability").orElse(100));
        if (!Field.flag(said("use_probability"), true)) return 100;
        Double percent = Field.number(said("probability"));
        // Less than one in a hundred is still a chance.
        return percent == null ? 100 : (int) Math.clamp(Math.ceil(percent), 0, 100);
    }

    private Set<String> triggers() {
        return Field.texts(said("triggers")).stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet());
    }

    private LoreEntry.Stand stand() {
        Place place = decorated(place());
        int depth = Field.whole(said("depth"), 0, DEEPEST, USUAL_DEPTH);
        if (place == Place.AT_DEPTH || place == Place.AT_REVERSE_DEPTH) depth = decoratedDepth(place, depth);
        return new LoreEntry.Stand(place, depth, role(), Field.text(said("outlet_name")));
    }

    private Place place() {
        Double number = Field.number(extensions.path("position"));
        if (number != null && number >= 0 && number < PLACES.size()) return PLACES.get(number.intValue());
        String word = Field.text(entry.path("position"));
        return word.startsWith("before") ? Place.BEFORE_CHARACTER : Place.AFTER_CHARACTER;
    }

    /** A position wins over a depth, a depth from the newest over one from the oldest (V3). */
    private Place decorated(Place otherwise) {
        return switch (decorators.word("position")) {
            case "before_desc" -> Place.BEFORE_CHARACTER;
            case "after_desc" -> Place.AFTER_CHARACTER;
            case "personality" -> Place.PERSONALITY;
            case "scenario" -> Place.SCENARIO;
            default -> deep(otherwise);
        };
    }

    private Place deep(Place otherwise) {
        if (decorators.has("depth") || decorators.has("end")) return Place.AT_DEPTH;
        return decorators.has("reverse_depth") ? Place.AT_REVERSE_DEPTH : otherwise;
    }

    private int decoratedDepth(Place place, int otherwise) {
        if (place == Place.AT_REVERSE_DEPTH)
            return decorators.number("reverse_depth").orElse(otherwise);
        return decorators.number("depth").orElse(decorators.has("end") ? 0 : otherwise);
    }

    private Role role() {
        return switch (decorators.word("role")) {
            case "system" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                switch (Field.whole(said("role"), -1, 3, 0)) {
                    case 1 -> Role.USER;
                    case 2 -> Role.ASSISTANT;
                    default -> Role.SYSTEM;
                };
        };
    }

    private LoreEntry.Matching matching() {
        Integer depth = Field.atLeast(0, said("scan_depth"));
        if (decorators.has("scan_depth"))
            depth = decorators.number("scan_depth").orElse(0);
        Boolean whole = Field.flag(said("match_whole_words"));
        if (decorators.has("match_full_word")) whole = true;
        if (decorators.has("match_partial_word")) whole = false;
        return new LoreEntry.Matching(
                depth,
                Field.flag(said("case_sensitive")),
                whole,
                Field.flag(entry.path("use_regex"), true),
                Field.flag(extensions.path("parley").path("wildcards"), false),
                sources());
    }

    private Set<LoreEntry.Source> sources() {
        Set<LoreEntry.Source> sources = EnumSet.noneOf(LoreEntry.Source.class);
        asked(sources, "match_persona_description", LoreEntry.Source.PERSONA);
        asked(sources, "match_character_description", LoreEntry.Source.DESCRIPTION);
        asked(sources, "match_character_personality", LoreEntry.Source.PERSONALITY);
        asked(sources, "match_character_depth_prompt", LoreEntry.Source.DEPTH_PROMPT);
        asked(sources, "match_scenario", LoreEntry.Source.SCENARIO);
        asked(sources, "match_creator_notes", LoreEntry.Source.CREATOR_NOTES);
        return sources;
    }

    private void asked(Set<LoreEntry.Source> sources, String name, LoreEntry.Source source) {
        if (Field.flag(said(name), false)) sources.add(source);
    }

    private LoreEntry.Grouping grouping() {
        return new LoreEntry.Grouping(
                Field.listed(Field.text(said("group"))),
                Field.whole(said("group_weight"), 0, LONGEST_SPAN, 100),
                Field.flag(said("group_override"), false),
                Field.flag(said("use_group_scoring")));
    }

    private LoreEntry.Recursion recursion() {
        JsonNode delay = said("delay_until_recursion");
        int level = Boolean.TRUE.equals(Field.flag(delay)) ? 1 : 0;
        return new LoreEntry.Recursion(
                Field.flag(said("exclude_recursion"), false) || decorators.has("no_recursive_search"),
                Field.flag(said("prevent_recursion"), false) || decorators.has("unrecursive"),
                Field.whole(delay, 0, LONGEST_SPAN, level));
    }

    private LoreEntry.Conditions conditions() {
        LoreEntry.Force force = decorators.has("activate")
                ? LoreEntry.Force.IN
                : decorators.has("dont_activate") ? LoreEntry.Force.OUT : LoreEntry.Force.NONE;
        List<String> excluded = new ArrayList<>();
        decorators.lists("exclude_keys").forEach(excluded::addAll);
        List<List<String>> together = decorators.lists("exclude_keys_all");
        return new LoreEntry.Conditions(
                force,
                decorators.number("activate_only_after").orElse(0),
                Math.max(1, decorators.number("activate_only_every").orElse(1)),
                decorators.has("keep_activate_after_match"),
                decorators.has("dont_activate_after_match"),
                decorators.has("is_greeting") ? decorators.number("is_greeting").orElse(0) : null,
                decorators.has("ignore_on_max_context"),
                decorators.lists("additional_keys"),
                excluded,
                together.isEmpty() ? List.of() : together.getFirst());
    }

    private int span(String name) {
        return Field.whole(said(name), 0, LONGEST_SPAN, 0);
    }

    private JsonNode said(String name) {
        String camel = Names.camel(name);
        return Field.first(extensions.path(name), extensions.path(camel), entry.path(name), entry.path(camel));
    }
}

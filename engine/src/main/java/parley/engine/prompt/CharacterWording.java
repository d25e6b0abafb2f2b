package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.Place;

/**
 * The first wording for a character out of a card. The system text has the sections of a card's prompt in the order in
 * which applications for character cards have them: system prompt, lore before, the person's persona, description,
 * personality, scenario, lore after, examples, the start of the talk; and at its end what the room needs beside the card.
 *
 * @param lore what of the lorebooks stands in the system text, in the order in which it stands there
 * @param examples the blocks that are told
 * @param told whether anything stands in brackets among the lines
 */
record CharacterWording(
        FirstWording plain,
        CharacterScene character,
        Sheet sheet,
        List<LoreFindings.Placed> lore,
        List<Examples.Block> examples,
        boolean told)
        implements Wording {
    private static final String BRACKETS =
            "A line in square brackets is a stage direction: play it from there on and never mention it.";
    private static final String EXAMPLE = "[An example of how they talk]\n";
    private static final String BEGINNING = "[The examples are over. The talk itself begins here.]";

    private static final String PARTING = "\n\n";

    /**
     * A part of the system text.
     *
     * @param source as in {@link Staging.Part}
     * @param parting what stands before it, where something does
     */
    record Section(String source, String text, String parting) {
        Section(String source, String text) {
            this(source, text, PARTING);
        }

        /** The same without half characters, which have no bytes on any wire. */
        Section clean() {
            return new Section(source, FirstWording.clean(text), parting);
        }

        boolean tells() {
            return !text.isBlank();
        }
    }

    /** The order to a character whose card gives none. */
    static String order(FirstWording plain, CharacterScene character) {
        Scene scene = character.scene();
        String name = plain.name(CharacterScene.called(scene.speaker()));
        String user = plain.name(scene.play().userName());
        boolean agents = scene.company().size() > 1;
        return "You are " + name + ". You talk with " + plain.company(scene) + ". "
                + (agents || !character.alone() ? "What others say begins with their name" : "")
                + (agents && character.alone() ? "; what begins with no name is said by " + user : "")
                + (agents || !character.alone() ? ". " : "")
                + "Answer as " + name
                + " only, in two to four sentences of plain spoken text, without your name in front, "
                + "and leave the others to speak for themselves.";
    }

    /** What stands around each block of examples, in tokens. */
    static int exampleCost(Tokens tokens) {
        return tokens.count(EXAMPLE) + Shares.SEAM;
    }

    /** What stands after all of them, in tokens. */
    static int examplesCost(Tokens tokens) {
        return tokens.count(BEGINNING) + Shares.SEAM;
    }

    /** The same with other examples. */
    CharacterWording telling(List<Examples.Block> blocks) {
        return new CharacterWording(plain, character, sheet, lore, blocks, told);
    }

    /** The same with less lore. */
    CharacterWording knowing(List<LoreFindings.Placed> less) {
        return new CharacterWording(plain, character, sheet, less, examples, told);
    }

    /** All that tells who the character is. */
    List<Section> who() {
        List<Section> all = new ArrayList<>();
        all.add(new Section("description", sheet.description()));
        all.add(new Section("personality", labelled("Personality: ", sheet.personality())));
        all.addAll(lore(Place.PERSONALITY));
        all.add(new Section("scenario", labelled("Scenario: ", sheet.scenario())));
        all.addAll(lore(Place.SCENARIO));
        return told(all);
    }

    private static List<Section> told(List<Section> sections) {
        return sections.stream().map(Section::clean).filter(Section::tells).toList();
    }

    /** The whole system text in its parts. */
    List<Section> sections(Scene scene, Told parts) {
        List<Section> all = new ArrayList<>();
        all.add(new Section("system", sheet.system()));
        all.addAll(lore(Place.BEFORE_CHARACTER));
        if (scene.play().wishes().persona().position() == Wishes.Position.IN_PROMPT)
            all.add(new Section("persona", sheet.persona()));
        all.addAll(cut(parts.persona()));
        all.addAll(lore(Place.AFTER_CHARACTER));
        for (Examples.Block block : examples) all.add(new Section(block.source(), EXAMPLE + block.text()));
        if (!examples.isEmpty()) all.add(new Section("start", BEGINNING));
        if (told || scene.lines().stream().anyMatch(Scene.Line::direction)) all.add(new Section("room", BRACKETS));
        all.add(new Section("summary", labelled("What was said before: ", parts.before())));
        if (!parts.quoted().isEmpty()) all.add(new Section("pinned", quoted(parts.quoted())));
        return told(all);
    }

    /** As much of who the character is as this text, its beginning, holds. */
    private List<Section> cut(String persona) {
        List<Section> kept = new ArrayList<>();
        int from = 0;
        for (Section section : who()) {
            if (!kept.isEmpty()) from += section.parting().length();
            if (from >= persona.length()) break;
            int to = Math.min(persona.length(), from + section.text().length());
            kept.add(new Section(section.source(), persona.substring(from, to), section.parting()));
            from = to;
        }
        return kept;
    }

    @Override
    public String persona(Scene scene) {
        return joined(who());
    }

    @Override
    public String system(Scene scene, Told parts) {
        return joined(sections(scene, parts));
    }

    static String joined(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections)
            text.append(text.isEmpty() ? "" : section.parting()).append(section.text());
        return text.toString();
    }

    /** The entries of a place, one a line. */
    private List<Section> lore(Place place) {
        List<Section> all = new ArrayList<>();
        for (LoreFindings.Placed it : lore)
            if (it.place() == place) all.add(new Section("lore", it.text(), all.isEmpty() ? PARTING : "\n"));
        return all;
    }

    private static String labelled(String label, String text) {
        return text.isBlank() ? "" : label + text.strip();
    }

    private String quoted(List<Scene.Line> lines) {
        return lines.stream()
                .map(this::quoted)
                .collect(Collectors.joining("\n", "To be kept in mind, word for word:\n", ""));
    }

    /** What the only person says has no name: applications for cards put names before characters' lines alone. */
    @Override
    public Prompt.Line line(Scene scene, Scene.Line line) {
        boolean unnamed = line.agent() == null && !line.direction() && character.alone();
        return unnamed ? new Prompt.Line(false, "", FirstWording.clean(line.text())) : plain.line(scene, line);
    }

    @Override
    public String before(Scene scene) {
        return plain.before(scene);
    }

    @Override
    public String quoted(Scene.Line line) {
        return plain.quoted(line);
    }

    @Override
    public String name(String name) {
        return plain.name(name);
    }

    @Override
    public List<String> others(Scene scene) {
        String user = plain.name(scene.play().userName());
        List<String> others = plain.others(scene);
        boolean known = user.isBlank()
                || others.contains(user)
                || user.equals(plain.name(scene.speaker().name()));
        return known ? others : Stream.concat(others.stream(), Stream.of(user)).toList();
    }

    @Override
    public String retell(int tokens) {
        return plain.retell(tokens);
    }

    @Override
    public String retold(String before, String lines) {
        return plain.retold(before, lines);
    }
}

package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.card.CardData;
import parley.engine.lore.LoreScene;
import parley.engine.macro.Macros;

/**
 * A character's card with its macros filled in. A card's system prompt and post-history instructions replace the person's
 * own, for which {@code {{original}}} stands in them (character cards V2); empty ones replace nothing.
 */
record Sheet(
        Macros macros,
        String system,
        String persona,
        String description,
        String personality,
        String scenario,
        List<Examples.Block> examples,
        Wishes.@Nullable Note depthPrompt,
        String postHistory) {
    private static final int SYSTEM = 4;
    private static final int PERSONA = 8;

    static Sheet of(CharacterScene scene, Macros bare, String order) {
        CardData card = scene.card();
        Play play = scene.scene().play();
        Wishes wishes = play.wishes();
        Macros macros = bare.about(about(card, play, bare));
        return new Sheet(
                macros,
                replaced(card.systemPrompt(), wishes.systemPrompt().isBlank() ? order : wishes.systemPrompt(), macros),
                macros.expand(play.userPersona()),
                told(scene, macros, CardData::description),
                told(scene, macros, CardData::personality),
                told(scene, macros, CardData::scenario),
                Examples.of("", macros.expand(card.exampleMessages()), names(macros)),
                depthPrompt(card, macros),
                replaced(card.postHistoryInstructions(), wishes.postHistory(), macros));
    }

    /** Who talks in examples. */
    static List<String> names(Macros macros) {
        List<String> names = new ArrayList<>(macros.cast().group());
        names.add(macros.cast().character());
        names.add(macros.cast().user());
        return names;
    }

    /** The same with texts of their own cut to their shares of so many tokens, where they are longer. */
    Sheet within(int tokens, Cut cut) {
        return new Sheet(
                macros,
                cut.end(system, tokens / SYSTEM),
                cut.end(persona, tokens / PERSONA),
                description,
                personality,
                scenario,
                examples,
                depthPrompt,
                postHistory);
    }

    /** What lorebooks may be asked to search beside the talk. */
    LoreScene.About searched(CardData card) {
        return new LoreScene.About(
                persona,
                description,
                personality,
                scenario,
                depthPrompt == null ? "" : depthPrompt.text(),
                macros.expand(card.creatorNotes()));
    }

    /** What macros quote has no such quotes in it, so that nothing quotes itself. */
    private static Macros.About about(CardData card, Play play, Macros bare) {
        return new Macros.About(
                bare.expand(play.userPersona()),
                bare.expand(card.description()),
                bare.expand(card.personality()),
                bare.expand(card.scenario()),
                bare.expand(card.exampleMessages()));
    }

    private static String replaced(String card, String own, Macros macros) {
        String original = macros.expand(own);
        return card.isBlank() ? original : macros.replacing(original).expand(card);
    }

    private static Wishes.@Nullable Note depthPrompt(CardData card, Macros macros) {
        CardData.DepthPrompt prompt = card.depthPrompt();
        if (prompt == null || prompt.text().isBlank()) return null;
        return new Wishes.Note(macros.expand(prompt.text()), prompt.depth(), prompt.role());
    }

    /** A field of the speaker's card, or of all cards where they are told together. */
    private static String told(CharacterScene scene, Macros macros, Field field) {
        if (!scene.scene().play().wishes().joined()) return macros.expand(field.of(scene.card()));
        return scene.scene().company().stream()
                .map(it -> of(it, scene, field))
                .filter(it -> !it.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String of(Participant member, CharacterScene scene, Field field) {
        if (!(member.casting().persona() instanceof Persona.Carded carded)) return "";
        return scene.macros(member).expand(field.of(carded.card().data()));
    }

    /** A text of a card. */
    @FunctionalInterface
    private interface Field {
        String of(CardData card);
    }
}

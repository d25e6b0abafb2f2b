package parley.engine.prompt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.engine.agent.Persona;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreScan;
import parley.engine.lore.LoreScene;
import parley.engine.lore.LoreSettings;
import parley.engine.lore.Lorebook;
import parley.engine.lore.Place;
import parley.engine.lore.Role;
import parley.engine.macro.Macros;

/**
 * What a model is asked that speaks for a character out of a card, as character cards V2 and V3 and the applications for
 * them have it. In a room of several only the speaker's card and lorebook are told, unless the person wishes otherwise.
 *
 * <p>Where the window is too small, entries that say so of themselves ({@code ignore_on_max_context}) go first, then the
 * examples from the last block on, then the oldest lines. What is newest and who the character is always stay, cut where
 * they are too long by themselves.
 */
final class CharacterPrompt {
    /** Lorebooks take no more than this part of a window. */
    private static final int LORE = 4;

    private static final String GENERATION = "normal";

    private final Tokens tokens;
    private final FirstWording plain = new FirstWording();
    private final CharacterScene character;
    private final LoreSettings settings;
    private final List<Lorebook> books;
    /** The card as it is without any lore. */
    private final Sheet plainSheet;

    CharacterPrompt(Tokens tokens, LoreSettings settings, Scene scene, Persona.Carded persona) {
        this.tokens = new Remembered(tokens);
        this.settings = settings;
        this.character = CharacterScene.of(scene, persona);
        this.plainSheet = sheet(character.macros());
        this.books = books(persona.card(), scene.speaker().agent().value());
    }

    /** The prompt, and how it came about. */
    Written written(Budget budget) {
        LoreFindings findings = scanned(budget);
        Layout layout = laidOut(findings, budget);
        Scene scene = character.scene();
        Prompt prompt = new Prompt(
                layout.fit().system(),
                layout.lines().stream().map(Layout.Told::line).toList(),
                plain.name(scene.speaker().name()),
                layout.wording().others(scene),
                scene.prefill(),
                budget.answer(),
                scene.seed());
        return new Written(prompt, new Stagings(tokens, layout, findings).staging());
    }

    /** What is to be told in short before the next prompt. */
    Optional<Condensing> condensing(Budget budget) {
        return laidOut(scanned(budget), budget).window().condensing();
    }

    Layout laidOut(LoreFindings findings, Budget budget) {
        Layout all = new Fitting(tokens, character, sheet(findings), findings, budget).layout(List.of());
        Set<String> expendable = all.complete() ? Set.of() : expendable();
        Map<Boolean, List<LoreFindings.Placed>> parted =
                findings.placed().stream().collect(Collectors.partitioningBy(it -> expendable.contains(it.key())));
        List<LoreFindings.Placed> gone = parted.getOrDefault(true, List.of());
        if (gone.isEmpty()) return all;
        List<LoreFindings.Placed> kept = parted.getOrDefault(false, List.of());
        LoreFindings fewer = new LoreFindings(kept, findings.trace(), findings.memory());
        return new Fitting(tokens, character, sheet(fewer), fewer, budget).layout(gone);
    }

    private Sheet sheet(LoreFindings findings) {
        Map<String, String> outlets = findings.placed().stream()
                .filter(it -> it.place() == Place.OUTLET)
                .collect(Collectors.toMap(
                        LoreFindings.Placed::outlet, LoreFindings.Placed::text, (one, other) -> one + "\n" + other));
        return outlets.isEmpty() ? plainSheet : sheet(character.macros().outlets(outlets));
    }

    private Sheet sheet(Macros macros) {
        return Sheet.of(character, macros, CharacterWording.order(plain, character));
    }

    private LoreFindings scanned(Budget budget) {
        Play play = character.scene().play();
        if (books.isEmpty()) return new LoreFindings(List.of(), List.of(), play.memory());
        Sheet sheet = plainSheet;
        LoreScene scene = new LoreScene(
                said(),
                sheet.searched(character.card()),
                GENERATION,
                play.greeting(),
                play.memory(),
                character.scene().seed(),
                sheet.macros()::expand,
                tokens::count,
                budget.context() / LORE);
        return new LoreScan(books, settings).scan(scene);
    }

    private List<LoreScene.Said> said() {
        return character.scene().lines().stream()
                .filter(it -> !it.text().isBlank())
                .map(it -> new LoreScene.Said(role(it), it.name(), it.text()))
                .toList();
    }

    static Role role(Scene.Line line) {
        if (line.direction()) return Role.SYSTEM;
        return line.agent() == null ? Role.USER : Role.ASSISTANT;
    }

    private Set<String> expendable() {
        return books.stream()
                .flatMap(book -> IntStream.range(0, book.entries().size())
                        .filter(it -> book.entries().get(it).conditions().expendable())
                        .mapToObj(book::key))
                .collect(Collectors.toSet());
    }

    /** A book that cannot be read tells nothing, and the talk goes on. */
    private static List<Lorebook> books(Card card, String agent) {
        try {
            return card.book(agent).stream().toList();
        } catch (Refusal unreadable) {
            return List.of();
        }
    }
}

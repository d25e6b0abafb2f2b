package parley.http.character;

import java.time.Clock;
import java.util.List;
import parley.engine.card.CardData;
import parley.engine.kernel.Refusal;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreMemory;
import parley.engine.lore.LoreScan;
import parley.engine.lore.LoreScene;
import parley.engine.lore.LoreSettings;
import parley.engine.lore.Lorebooks;
import parley.engine.lore.Role;
import parley.engine.macro.Macros;
import parley.engine.prompt.Play;
import parley.engine.prompt.Tokens;

/** Holds a character's lorebook against a text, as if a person had said it first thing in a talk. */
public record LoreTrial(Clock clock) {
    /** Room for entries: more than they get in most rooms, so that a trial shows what keys do. */
    private static final int BUDGET = 100_000;

    private static final String GENERATION = "normal";

    /** Which entries are in, and why the others are not; refused where there is no book. */
    public LoreFindings of(Figure figure, String text) {
        CardData card = figure.card().data();
        if (card.book() == null) throw Refusal.notFound("this character has no lorebook");
        Macros macros = new Macros(
                new Macros.Cast(card.called(), Play.SOMEBODY, List.of(card.called())),
                new Macros.Chance(0, 0),
                clock.instant());
        LoreScene scene = new LoreScene(
                List.of(new LoreScene.Said(Role.USER, Play.SOMEBODY, text)),
                about(card, macros),
                GENERATION,
                0,
                LoreMemory.NONE,
                0,
                macros::expand,
                Tokens.local()::count,
                BUDGET);
        return new LoreScan(List.of(Lorebooks.of(figure.id().value(), card.book())), LoreSettings.USUAL).scan(scene);
    }

    private static LoreScene.About about(CardData card, Macros macros) {
        CardData.DepthPrompt prompt = card.depthPrompt();
        return new LoreScene.About(
                "",
                macros.expand(card.description()),
                macros.expand(card.personality()),
                macros.expand(card.scenario()),
                prompt == null ? "" : macros.expand(prompt.text()),
                macros.expand(card.creatorNotes()));
    }
}

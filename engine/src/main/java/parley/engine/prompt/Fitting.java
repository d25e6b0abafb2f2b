package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.Place;
import parley.engine.lore.Role;

/**
 * Fits a character's prompt into a budget. What stands among the lines takes three eighths of the prompt at most, what the
 * system text tells beside who the character is half of the rest; within these shares lore is the first to go. The
 * {@link Window} does the rest, so that lines fall out of a character's prompt as they do out of any other.
 */
final class Fitting {
    private static final int EIGHTHS = 8;
    private static final int INSERTED = 3;
    /** Less is too little to say anything. */
    private static final int FEWEST = 2 * Shares.SEAM;

    private static final List<Place> IN_SYSTEM =
            List.of(Place.BEFORE_CHARACTER, Place.AFTER_CHARACTER, Place.PERSONALITY, Place.SCENARIO);

    private final Tokens tokens;
    private final CharacterScene character;
    private final Sheet sheet;
    private final LoreFindings findings;
    private final Budget budget;
    private final Cut cut;
    private final List<CharacterWording.Section> left = new ArrayList<>();
    private final List<String> forgone = new ArrayList<>();

    Fitting(Tokens tokens, CharacterScene character, Sheet sheet, LoreFindings findings, Budget budget) {
        this.tokens = tokens;
        this.character = character;
        this.sheet = sheet;
        this.findings = findings;
        this.budget = budget;
        this.cut = new Cut(tokens);
    }

    /** The layout, without the lore that had to go before. */
    Layout layout(List<LoreFindings.Placed> gone) {
        for (LoreFindings.Placed it : gone) leave("lore", it.text(), List.of(it.key()));
        Scene scene = character.scene();
        List<Insert> inserts = inserts();
        Budget rest = budget.less(inserts.stream().mapToInt(this::cost).sum());
        CharacterWording wording = knowing(rest, inserts.stream().anyMatch(it -> it.role() == Role.SYSTEM));
        Window window = new Window(tokens, wording, scene, rest);
        Window.Fit fit = window.fit();
        // A system text that even the window had to cut is told as it was cut.
        boolean uncut = fit.system().equals(wording.system(scene, fit.told()));
        int fallen = open() - fit.lines().size();
        int room = uncut && fallen == 0 ? rest.prompt() - used(wording, fit) : 0;
        CharacterWording telling = wording.telling(examples(room));
        String system = uncut ? telling.system(scene, fit.told()) : fit.system();
        Window.Fit told = new Window.Fit(system, fit.told(), fit.lines());
        return new Layout(character, telling, window, told, inserts, List.copyOf(left), List.copyOf(forgone), fallen);
    }

    private int open() {
        Scene scene = character.scene();
        return (int) scene.lines().stream()
                .filter(it -> !it.text().isBlank() && it.line() > scene.summarised())
                .count();
    }

    private void leave(String source, String text, List<String> lore) {
        left.add(new CharacterWording.Section(source, text));
        forgone.addAll(lore);
    }

    private List<Insert> inserts() {
        int share = budget.prompt() * INSERTED / EIGHTHS;
        int room = share;
        List<Insert> kept = new ArrayList<>();
        for (Insert insert : Insert.of(sheet, character.scene().play().wishes(), findings)) {
            int most = Math.min(room, budget.prompt() / EIGHTHS) - FEWEST;
            boolean lore = insert.source().equals("lore");
            if (most > 0 && !lore) insert = insert.saying(cut.end(insert.text(), most));
            int cost = cost(insert);
            if (most > 0 && cost <= room && budget.spares(share - room + cost)) {
                kept.add(insert);
                room -= cost;
            } else leave(insert.source(), insert.text(), insert.lore());
        }
        return kept;
    }

    private int cost(Insert insert) {
        return tokens.count(insert.line("").text()) + Shares.SEAM;
    }

    /** The wording with as much lore as its share holds. */
    private CharacterWording knowing(Budget rest, boolean told) {
        Sheet within = sheet.within(rest.prompt(), cut);
        CharacterWording none = new CharacterWording(new FirstWording(), character, within, List.of(), List.of(), told);
        List<LoreFindings.Placed> all = findings.placed().stream()
                .filter(it -> IN_SYSTEM.contains(it.place()))
                .toList();
        CharacterWording full = none.knowing(all);
        int share = rest.prompt() / 2 - Shares.SEAM;
        if (all.isEmpty() || cost(full, Wording.Told.NOTHING) <= share) return full;
        int room = share - cost(none, Wording.Told.NOTHING);
        List<LoreFindings.Placed> kept = new ArrayList<>();
        for (LoreFindings.Placed it : all) {
            int cost = tokens.count(it.text()) + Shares.SEAM;
            if (cost <= room) {
                room -= cost;
                kept.add(it);
            } else leave("lore", it.text(), List.of(it.key()));
        }
        return none.knowing(kept);
    }

    /** The blocks of examples that fit beside everything else, from the first. */
    private List<Examples.Block> examples(int room) {
        List<Examples.Block> all = Stream.of(
                        around(Place.BEFORE_EXAMPLES), sheet.examples(), around(Place.AFTER_EXAMPLES))
                .flatMap(List::stream)
                .toList();
        List<Examples.Block> kept = new ArrayList<>();
        int free = room - CharacterWording.examplesCost(tokens);
        boolean fits = true;
        for (Examples.Block block : all) {
            int cost = fits ? tokens.count(block.text()) + CharacterWording.exampleCost(tokens) : 0;
            fits = fits && cost <= free;
            free -= cost;
            if (fits) kept.add(block);
            else leave(block.source(), block.text(), block.lore().isEmpty() ? List.of() : List.of(block.lore()));
        }
        return kept;
    }

    private List<Examples.Block> around(Place place) {
        return findings.placed().stream()
                .filter(it -> it.place() == place)
                .flatMap(it -> Examples.of(it.key(), it.text(), Sheet.names(sheet.macros())).stream())
                .toList();
    }

    private int used(CharacterWording wording, Window.Fit fit) {
        int lines = fit.lines().stream()
                .map(wording::quoted)
                .mapToInt(it -> tokens.count(it) + Shares.SEAM)
                .sum();
        return cost(wording, fit.told()) + lines;
    }

    /** What a system text costs at most: its parts, each counted apart. */
    private int cost(CharacterWording wording, Wording.Told told) {
        return Shares.SEAM
                + wording.sections(character.scene(), told).stream()
                        .mapToInt(it -> tokens.count(it.text()) + 1)
                        .sum();
    }
}

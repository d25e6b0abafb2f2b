package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;

/**
 * A character's prompt as it was fitted into a budget.
 *
 * @param window what chose the lines
 * @param inserts what stands among them
 * @param left the sources and texts that the budget left out
 * @param forgone the keys of the lorebooks' entries among them
 * @param fallen how many lines are told neither here nor in the summary
 */
record Layout(
        CharacterScene character,
        CharacterWording wording,
        Window window,
        Window.Fit fit,
        List<Insert> inserts,
        List<CharacterWording.Section> left,
        List<String> forgone,
        int fallen) {
    /** Whether nothing had to be left out. */
    boolean complete() {
        return fallen == 0 && left.isEmpty();
    }

    /** One line of the prompt, and what it is. */
    record Told(Prompt.Line line, @Nullable Insert insert, Scene.@Nullable Line said) {}

    /** The lines as they are told, with all that stands among them. */
    List<Told> lines() {
        int shown = fit.lines().size();
        int said = (int) character.scene().lines().stream()
                .filter(it -> !it.text().isBlank())
                .count();
        String speaker = wording.name(character.scene().speaker().name());
        List<Insert> sorted = inserts.stream().sorted(Insert.order()).toList();
        List<Told> told = new ArrayList<>();
        for (int at = 0; at <= shown; at++) {
            for (Insert insert : sorted)
                if (insert.place(shown, said - shown) == at) told.add(new Told(insert.line(speaker), insert, null));
            if (at == shown) break;
            Scene.Line line = fit.lines().get(at);
            told.add(new Told(wording.line(character.scene(), line), null, line));
        }
        return told;
    }
}

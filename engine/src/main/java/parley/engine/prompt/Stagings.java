package parley.engine.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.Role;

/** Tells how a layout came about. */
record Stagings(Tokens tokens, Layout layout, LoreFindings findings) {
    /** What is longer is not counted to its end. */
    private static final int LONG = 65_536;

    Staging staging() {
        return new Staging(parts(), trace(), findings.memory(), left());
    }

    private List<Staging.Part> parts() {
        Scene scene = layout.character().scene();
        List<CharacterWording.Section> sections =
                layout.wording().sections(scene, layout.fit().told());
        boolean whole = CharacterWording.joined(sections).equals(layout.fit().system());
        List<Staging.Part> parts = new ArrayList<>();
        if (whole) for (CharacterWording.Section it : sections) parts.add(told(it));
        else parts.add(told(new CharacterWording.Section("system", layout.fit().system())));
        for (Layout.Told it : layout.lines()) parts.add(part(it));
        if (!scene.prefill().isEmpty())
            parts.add(part("prefill", Role.ASSISTANT, scene.speaker().name(), scene.prefill()));
        return parts;
    }

    private Staging.Part part(Layout.Told it) {
        Insert insert = it.insert();
        Scene.Line said = it.said();
        if (insert != null)
            return part(
                    insert.source(),
                    insert.role(),
                    it.line().speaker(),
                    it.line().text());
        if (said == null) return part("line", Role.SYSTEM, "", it.line().text());
        int cost = tokens.count(layout.wording().quoted(said));
        return new Staging.Part(
                "line",
                CharacterPrompt.role(said),
                it.line().speaker(),
                it.line().text(),
                cost);
    }

    private Staging.Part told(CharacterWording.Section section) {
        return part(section.source(), Role.SYSTEM, "", section.text());
    }

    private Staging.Part part(String source, Role role, String name, String text) {
        return new Staging.Part(source, role, name, text, tokens.count(text, LONG));
    }

    private List<Staging.Part> left() {
        List<Staging.Part> left = new ArrayList<>();
        String who = layout.wording().persona(layout.character().scene());
        int kept = Math.max(0, layout.fit().told().persona().length() - 1);
        if (!layout.fit().told().persona().equals(who))
            left.add(told(new CharacterWording.Section("description", who.substring(Math.min(kept, who.length())))));
        for (CharacterWording.Section it : layout.left()) left.add(told(it));
        if (layout.fallen() > 0)
            left.add(new Staging.Part("lines", Role.SYSTEM, "", layout.fallen() + " older lines", 0));
        return left;
    }

    /** An entry that a book gave and the window did not hold is out for the budget's sake. */
    private List<LoreFindings.Trace> trace() {
        Set<String> forgone = new HashSet<>(layout.forgone());
        return findings.trace().stream()
                .map(it -> it.in() && forgone.contains(it.key()) ? without(it) : it)
                .toList();
    }

    private static LoreFindings.Trace without(LoreFindings.Trace it) {
        return new LoreFindings.Trace(
                it.key(), it.book(), it.label(), false, "budget", it.matched(), it.pass(), it.tokens(), it.rolled());
    }
}

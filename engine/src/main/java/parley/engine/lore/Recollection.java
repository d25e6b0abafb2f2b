package parley.engine.lore;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chat still remembers when a scan begins, and what it is to remember after it. As SillyTavern times its effects:
 * they count messages; one that began where the chat now ends, or beyond, as after another answer to the same message, has
 * not been; where an entry ceases to stick, it begins to cool.
 */
final class Recollection {
    private final int messages;
    private final Map<String, LoreMemory.Effect> effects = new HashMap<>();

    Recollection(LoreMemory memory, List<Lorebook> books, int messages) {
        this.messages = messages;
        if (memory.isEmpty()) return;
        for (Lorebook book : books)
            for (int at = 0; at < book.entries().size(); at++) {
                LoreMemory.Effect effect = memory.entries().get(book.key(at));
                if (effect != null) recall(book.key(at), book.entries().get(at), effect);
            }
    }

    private void recall(String key, LoreEntry entry, LoreMemory.Effect effect) {
        if (effect.since() >= messages) return;
        int sticky = effect.stickyUntil();
        int cool = effect.coolUntil();
        if (sticky > 0 && sticky <= messages) {
            sticky = 0;
            cool = entry.timing().cooldown() > 0 ? messages + entry.timing().cooldown() : 0;
        }
        if (cool <= messages) cool = 0;
        if (sticky > 0 || cool > 0 || lasting(entry))
            effects.put(key, new LoreMemory.Effect(effect.since(), sticky, cool));
    }

    /** Whether it matters for ever that it once was in. */
    private static boolean lasting(LoreEntry entry) {
        return entry.conditions().keep() || entry.conditions().once();
    }

    LoreMemory.@Nullable Effect of(String key) {
        return effects.get(key);
    }

    /** What the chat is to remember when these have come in. */
    LoreMemory after(Collection<Candidate> candidates) {
        for (Candidate candidate : candidates) if (candidate.in()) begin(candidate);
        return new LoreMemory(messages, effects);
    }

    private void begin(Candidate candidate) {
        LoreEntry.Timing timing = candidate.entry().timing();
        if (timing.sticky() == 0 && timing.cooldown() == 0 && !lasting(candidate.entry())) return;
        LoreMemory.Effect running = effects.get(candidate.key());
        int since = running == null ? messages : running.since();
        if (running != null && (running.stickyUntil() > 0 || running.coolUntil() > 0)) return;
        if (running != null && timing.sticky() == 0 && timing.cooldown() == 0) return;
        int sticky = timing.sticky() == 0 ? 0 : messages + timing.sticky();
        int cool = timing.sticky() > 0 || timing.cooldown() == 0 ? 0 : messages + timing.cooldown();
        effects.put(candidate.key(), new LoreMemory.Effect(since, sticky, cool));
    }
}

package de.dfki.lt.tools.tokenizer.annotate;

import java.text.CharacterIterator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the notes of each key as runs ordered by where they begin; runs of one key do not overlap. */
public final class FastAnnotatedString implements AnnotatedString {
    private final String text;
    private final Map<String, NavigableMap<Integer, Run>> notes = new HashMap<>();
    private int index;

    public FastAnnotatedString(String text) {
        this.text = text;
    }

    public void annotate(String key, Object note, int begin, int end) {
        notes.computeIfAbsent(key, it -> new TreeMap<>()).put(begin, new Run(begin, end, note));
    }

    @Override
    public char setIndex(int to) {
        index = to;
        return to < text.length() ? text.charAt(to) : CharacterIterator.DONE;
    }

    @Override
    public @Nullable Object getAnnotation(String key) {
        Run run = around(key);
        return run == null ? null : run.note;
    }

    @Override
    public int getRunStart(String key) {
        Run run = around(key);
        return run == null ? index : run.begin;
    }

    @Override
    public int getRunLimit(String key) {
        Run run = around(key);
        if (run != null) return run.end;
        Integer next = runs(key).higherKey(index);
        return next == null ? text.length() : next;
    }

    @Override
    public String substring(int begin, int end) {
        return text.substring(begin, end);
    }

    private @Nullable Run around(String key) {
        Map.Entry<Integer, Run> found = runs(key).floorEntry(index);
        return found != null && index < found.getValue().end ? found.getValue() : null;
    }

    private NavigableMap<Integer, Run> runs(String key) {
        return notes.getOrDefault(key, new TreeMap<>());
    }

    private record Run(int begin, int end, Object note) {}
}

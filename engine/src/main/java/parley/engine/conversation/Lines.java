package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import parley.engine.prompt.Scene;

/**
 * Everything that was said, on all branches: a tree in which each line follows another and the head says which branch
 * goes on. A line's number is its place in the order in which lines ended, from 1.
 *
 * @param head the last line of the chosen branch; 0 where nothing was said
 * @param held lines that wait for the running turn to end
 * @param pins lines that stay in every prompt
 * @param summaries what was condensed, oldest first
 * @param cuts how much of a turn's text was heard, in UTF-16 units, where somebody cut in; by its turn
 */
record Lines(
        List<Line> all,
        int head,
        List<Line> held,
        Set<Integer> pins,
        List<Scene.Summary> summaries,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<Integer, Integer> cuts) {
    static final Lines NONE = new Lines(List.of(), 0, List.of(), Set.of(), List.of(), Map.of());

    Lines {
        all = List.copyOf(all);
        held = List.copyOf(held);
        pins = Collections.unmodifiableSet(new TreeSet<>(pins));
        summaries = List.copyOf(summaries);
        cuts = Collections.unmodifiableMap(new TreeMap<>(cuts));
    }

    /** How much of a turn's text was heard; all of it where nobody cut in. */
    int heard(int turn) {
        return cuts.getOrDefault(turn, Integer.MAX_VALUE);
    }

    /** The text of a line as far as it was heard; other words instead are as they are. */
    String heard(Line line) {
        String text = line.text();
        if (line.turn() == 0 || line.ending().equals(Line.EDITED)) return text;
        return text.substring(0, Math.min(text.length(), heard(line.turn())));
    }

    /** Only so much of this turn was heard, and nothing of those up to the last. */
    Lines heard(int turn, int length, int last) {
        Map<Integer, Integer> more = new TreeMap<>(cuts);
        more.put(turn, length);
        for (int later = turn + 1; later <= last; later++) more.put(later, 0);
        return new Lines(all, head, held, pins, summaries, more);
    }

    boolean has(int line) {
        return line > 0 && line <= all.size();
    }

    /** A line by its number. */
    Line line(int number) {
        return all.get(number - 1);
    }

    /** The numbers of the chosen branch's lines, oldest first. */
    @JsonIgnore
    List<Integer> path() {
        List<Integer> path = new ArrayList<>();
        for (int line = head; line > 0; line = line(line).after()) path.add(line);
        Collections.reverse(path);
        return path;
    }

    /** How many lines of the chosen branch are no stage directions. */
    @JsonIgnore
    int spoken() {
        return (int) path().stream().filter(it -> !line(it).steers()).count();
    }

    /** What a turn said: on the chosen branch as it stands there, else as it was said. */
    Optional<Line> ofTurn(int turn) {
        Stream<Line> chosen = path().stream().map(this::line);
        return Stream.concat(chosen, all.stream())
                .filter(it -> turn > 0 && it.turn() == turn)
                .findFirst();
    }

    /** The newest line that can be reached from this one. */
    int leaf(int line) {
        int leaf = line;
        for (int number = line + 1; number <= all.size(); number++)
            if (line(number).after() == leaf) leaf = number;
        return leaf;
    }

    /** A line with this text that stands beside another one, or is it; the newest of them. */
    Optional<Integer> beside(int number, String text) {
        Line it = line(number);
        for (int other = all.size(); other > 0; other--)
            if (line(other).after() == it.after()
                    && Objects.equals(line(other).agent(), it.agent())
                    && line(other).text().equals(text)) return Optional.of(other);
        return Optional.empty();
    }

    /** The latest summary of the chosen branch's beginning. */
    Optional<Scene.Summary> summary(List<Integer> path) {
        return summaries.reversed().stream()
                .filter(it -> path.contains(it.upTo()))
                .findFirst();
    }

    /** A line more at the end of the chosen branch, and after it those that waited for it. */
    Lines plus(Line line) {
        List<Line> more = new ArrayList<>(all.size() + 1 + held.size());
        more.addAll(all);
        more.add(line.following(head));
        for (Line waiting : held) more.add(waiting.following(more.size()));
        return new Lines(more, more.size(), List.of(), pins, summaries, cuts);
    }

    Lines holding(Line line) {
        List<Line> more = new ArrayList<>(held);
        more.add(line);
        return new Lines(all, head, more, pins, summaries, cuts);
    }

    Lines movedTo(int line) {
        return new Lines(all, line, held, pins, summaries, cuts);
    }

    Lines pinned(int line, boolean pinned) {
        Set<Integer> next = new TreeSet<>(pins);
        if (pinned) next.add(line);
        else next.remove(line);
        return new Lines(all, head, held, next, summaries, cuts);
    }

    Lines condensed(Scene.Summary summary) {
        List<Scene.Summary> more = new ArrayList<>(summaries);
        more.add(summary);
        return new Lines(all, head, held, pins, more, cuts);
    }
}

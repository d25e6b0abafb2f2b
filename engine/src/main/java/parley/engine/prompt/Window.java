package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.engine.prompt.Scene.Line;

/**
 * Which lines of a scene fit into a budget. What does not fit falls out, oldest first. The newest line always stays, cut
 * in its middle where it is too long by itself; pinned lines stay within their share, in the system text where they are
 * older than the rest. Walks from the newest line back and stops where the budget ends, so a long room costs no more
 * than its window; a short room is not counted at all, because its bytes tell that it fits.
 */
final class Window {
    /** After a summary the lines take no more than this part of their room, so that not every turn needs the next. */
    private static final double AFTER_SUMMARY = 0.6;

    private final Tokens tokens;
    private final Wording wording;
    private final Scene scene;
    private final Budget budget;
    private final List<Line> pinned;
    private final List<Line> open;

    Window(Tokens tokens, Wording wording, Scene scene, Budget budget) {
        this.tokens = tokens;
        this.wording = wording;
        this.scene = scene;
        this.budget = budget;
        List<Line> said =
                scene.lines().stream().filter(it -> !it.text().isBlank()).toList();
        this.open = said.stream().filter(it -> it.line() > scene.summarised()).toList();
        int newest = open.isEmpty() ? Integer.MAX_VALUE : open.getLast().line();
        this.pinned =
                said.stream().filter(it -> it.pinned() && it.line() < newest).toList();
    }

    /** What is told of a scene: the system text, what it was made of, and the lines after it. */
    record Fit(String system, Wording.Told told, List<Line> lines) {}

    Fit fit() {
        return whole().orElseGet(() -> {
            Shares shares = shares();
            int from = from(shares.room(), shares.pins());
            List<Line> lines = new ArrayList<>(open.subList(from, open.size()));
            if (!lines.isEmpty()) lines.add(shortened(lines.removeLast(), shares.room()));
            List<Line> quoted = before(lines).stream()
                    .filter(it -> shares.pins().contains(it.line()))
                    .toList();
            Wording.Told told = new Wording.Told(shares.persona(), shares.before(), quoted);
            String system = wording.system(scene, told);
            return new Fit(shares.order() > budget.prompt() / 2 ? cut(system, lines) : system, told, lines);
        });
    }

    /** What is to be retold because the window leaves it out, if anything. */
    Optional<Condensing> condensing() {
        if (whole().isPresent()) return Optional.empty();
        Shares shares = shares();
        if (from(shares.room(), shares.pins()) == 0) return Optional.empty();
        List<Line> fallen = open.subList(0, from((int) (shares.calm() * AFTER_SUMMARY), shares.pins()));
        return Optional.of(new Condensing(tokens, wording, scene, budget, shares, fallen));
    }

    /** Everything, where the bytes tell that it fits. */
    private Optional<Fit> whole() {
        Wording.Told told = new Wording.Told(wording.persona(scene), wording.before(scene), before(open));
        String system = wording.system(scene, told);
        long most = (long) Tokens.atMost(system) + Shares.SEAM;
        for (Line line : open.reversed()) {
            if (most > budget.prompt()) break;
            most += Tokens.atMost(wording.quoted(line)) + Shares.SEAM;
        }
        return most > budget.prompt() ? Optional.empty() : Optional.of(new Fit(system, told, open));
    }

    private Shares shares() {
        return Shares.of(tokens, wording, scene, pinned, budget);
    }

    /** Where the window begins: the pins are paid for already, and the newest line is in it at any price. */
    private int from(int room, Set<Integer> pins) {
        int left = room;
        int from = open.size();
        while (from > 0) {
            Line older = open.get(from - 1);
            if (!pins.contains(older.line())) left -= cost(older, left);
            if (left < 0 && from < open.size()) break;
            from--;
        }
        return from;
    }

    private Line shortened(Line newest, int room) {
        if (cost(newest, room) <= room) return newest;
        int name = tokens.count(wording.quoted(newest.saying("")));
        return newest.saying(new Cut(tokens).middle(newest.text().strip(), room - name - 2 * Shares.SEAM));
    }

    /** The pinned lines that are older than these. */
    private List<Line> before(List<Line> lines) {
        int first = lines.isEmpty() ? Integer.MAX_VALUE : lines.getFirst().line();
        return pinned.stream().filter(it -> it.line() < first).toList();
    }

    /** Names can be so long and so many that not even the order fits. */
    private String cut(String system, List<Line> lines) {
        int told = lines.stream().mapToInt(it -> cost(it, budget.prompt())).sum();
        return new Cut(tokens).end(system, budget.prompt() - told - Shares.SEAM);
    }

    private int cost(Line line, int most) {
        return tokens.count(wording.quoted(line), Math.max(0, most)) + Shares.SEAM;
    }
}

package parley.engine.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import parley.engine.llm.Prompt;
import parley.engine.prompt.Scene.Line;
import parley.engine.prompt.Scene.Summary;

/**
 * Lines that fall out of a window and are to be told in short from now on. Every condensing ends at a later line than the
 * summary before it, and its summary is never longer than its allowance, whatever a model answers: so it comes to an end.
 */
public final class Condensing {
    private final Tokens tokens;
    private final Wording wording;
    private final Scene scene;
    private final Budget budget;
    private final Shares shares;
    private final List<Line> fallen;

    Condensing(Tokens tokens, Wording wording, Scene scene, Budget budget, Shares shares, List<Line> fallen) {
        this.tokens = tokens;
        this.wording = wording;
        this.scene = scene;
        this.budget = budget;
        this.shares = shares;
        this.fallen = List.copyOf(fallen);
    }

    /** The last line that the summary is to tell. */
    public int upTo() {
        return fallen.getLast().line();
    }

    /** The longest summary, in tokens: at most a quarter of the budget. */
    public int allowance() {
        return shares.allowance() - Shares.SEAM;
    }

    /**
     * What a model is asked for the summary: the summary before, and the lines that fell. Fits the same budget: where the
     * lines are too many, their middle is left out and marked.
     */
    public Prompt prompt() {
        String order = wording.retell(allowance());
        int room = budget.context() - allowance() - tokens.count(order) - Budget.ENVELOPE - 2 * Shares.SEAM;
        String told =
                wording.retold(shares.before(), new Cut(tokens).middle(spoken(), room - tokens.count(shares.before())));
        return new Prompt(
                order, List.of(new Prompt.Line(false, "", told)), "", List.of(), "", allowance(), scene.seed());
    }

    /**
     * The summary out of a model's answer: cut at the end of a sentence where it is too long; the fallback where it is
     * blank, or longer than what it stands for.
     */
    public Summary summary(String answer) {
        String text = answer.strip();
        int length = tokens.count(text);
        boolean shorter = tokens.count(shares.before() + "\n" + spoken(), length) >= length;
        if (text.isEmpty() || !shorter) return fallback();
        return new Summary(upTo(), new Cut(tokens).sentences(text, allowance()), false);
    }

    /** The summary without a model: the summary before and the first sentence of each line, the latest that fit. */
    public Summary fallback() {
        Cut cut = new Cut(tokens);
        String before = cut.sentences(shares.before(), allowance() / 2);
        int left = allowance() - tokens.count(before) - 1;
        Deque<String> told = new ArrayDeque<>();
        for (Line line : fallen.reversed()) {
            String first = wording.quoted(line.saying(Cut.first(line.text())));
            left -= tokens.count(first, Math.max(0, left)) + 1;
            if (left < 0) break;
            told.addFirst(first);
        }
        if (told.isEmpty()) told.add(cut.end(wording.quoted(fallen.getLast()), allowance() / 2));
        if (!before.isEmpty()) told.addFirst(before);
        return new Summary(upTo(), String.join("\n", told), true);
    }

    private String spoken() {
        return fallen.stream().map(wording::quoted).collect(Collectors.joining("\n"));
    }
}

package parley.engine.moderation;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Refusal;

/** Blocks sentences that hold a word or a phrase of a list; how they are compared is told at {@link Folding}. */
final class WordList implements Moderator {
    private static final int MOST = 20_000;

    /** Well below {@link Moderator#BEFORE}, so that an entry is found in whatever parts a text comes. */
    private static final int LONGEST = 200;

    private final Automaton automaton;
    private final boolean empty;

    /** A word or a phrase, and the name under which it is spoken of. */
    record Entry(String rule, String text) {}

    private WordList(Automaton automaton, boolean empty) {
        this.automaton = automaton;
        this.empty = empty;
    }

    static WordList of(List<Entry> entries) {
        if (entries.size() > MOST) throw Refusal.invalid("moderation can block " + MOST + " words and phrases at most");
        Automaton automaton = new Automaton();
        entries.forEach(it -> automaton.add(symbols(it), it.rule()));
        automaton.close();
        return new WordList(automaton, entries.isEmpty());
    }

    private static int[] symbols(Entry entry) {
        String named = "moderation's entry " + entry.rule();
        if (entry.text().length() > LONGEST)
            throw Refusal.invalid(named + " is longer than " + LONGEST + " characters");
        int[] symbols = Folding.of(entry.text().strip());
        if (Arrays.stream(symbols).allMatch(it -> it == ' '))
            throw Refusal.invalid(named + " says nothing that can be found");
        return symbols;
    }

    boolean isEmpty() {
        return empty;
    }

    @Override
    public CompletionStage<Verdict> judge(String sentence, String before) {
        return CompletableFuture.completedFuture(verdict(sentence, before));
    }

    /** What ends before the sentence begins was judged before. */
    private Verdict verdict(String sentence, String before) {
        int from = Folding.of(before).length;
        int[] text = Folding.of(before + sentence);
        Automaton.Walk walk = automaton.walk();
        for (int place = 0; place < text.length; place++) {
            String rule = walk.next(text[place]);
            if (rule != null && place >= from) return new Verdict.Blocked(rule);
        }
        return Verdict.allowed();
    }
}

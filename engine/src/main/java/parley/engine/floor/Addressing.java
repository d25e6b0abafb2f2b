package parley.engine.floor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.engine.floor.Reading.Token;

/**
 * Finds whom a text addresses among some names: {@code @name} and {@code @"name"} anywhere, a name at the beginning of a
 * sentence before a comma or colon, a name at its end after a comma. A first name will do where one alone bears it.
 * Whoever is just spoken about is not addressed.
 */
final class Addressing {
    private static final Set<String> STOPS = Set.of(".", "!", "?", "…", "。", ";");
    private static final Set<String> CALLS = Set.of(",", ":", "!", "?", "—", "–", "-", "、", "，", "…");
    private static final Set<String> COMMAS = Set.of(",", "、", "，");
    private static final Set<String> EMPHASIS = Set.of("*", "`");
    private static final Set<String> QUOTES = Set.of("\"", "“", "”", "„", "«", "»", "'", "‘", "’");
    private static final Set<String> JOINTS =
            Set.of(",", "、", "&", "+", "/", "and", "or", "und", "oder", "et", "ou", "y", "e", "和");
    private static final Set<String> GREETINGS = Set.of(
            "hey", "hi", "hello", "dear", "thanks", "ok", "okay", "hallo", "hej", "hola", "salut", "bonjour", "ciao",
            "olá", "danke", "merci", "gracias");

    /** Names after one another beyond which nobody listens. */
    private static final int IN_A_ROW = 16;

    private final Map<List<String>, List<Integer>> names = new HashMap<>();
    private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();

    private Addressing(List<String> people) {
        for (int person = 0; person < people.size(); person++)
            learn(read(people.get(person)).words(), person);
        Map<List<String>, List<Integer>> first = new HashMap<>();
        for (int person = 0; person < people.size(); person++) {
            String[] parts = people.get(person).strip().split("\\s+", 2);
            if (parts.length > 1)
                first.computeIfAbsent(read(parts[0]).words(), _ -> new ArrayList<>())
                        .add(person);
        }
        first.forEach((name, bearers) -> {
            if (bearers.size() == 1 && !name.isEmpty()) names.putIfAbsent(name, bearers);
        });
        for (List<String> name : names.keySet())
            byFirstWord.computeIfAbsent(name.getFirst(), _ -> new ArrayList<>()).add(name);
    }

    private void learn(List<String> name, int person) {
        if (!name.isEmpty()) names.computeIfAbsent(name, _ -> new ArrayList<>()).add(person);
    }

    static Addressing of(List<String> people) {
        return new Addressing(people);
    }

    /** Whom the text addresses, as places in the list of names, in the order they are named; namesakes all together. */
    List<Integer> in(String text) {
        Reading reading = read(text);
        List<Token> tokens = reading.tokens();
        Set<Integer> found = new LinkedHashSet<>();
        boolean begins = true;
        for (int at = 0; at < tokens.size(); at++) {
            begins = tokens.get(at).opening() || begins;
            if (tokens.get(at).text().equals("@")) found.addAll(mentioned(reading, at));
            if (begins) found.addAll(calledFirst(reading, at));
            if (COMMAS.contains(tokens.get(at).text())) found.addAll(calledLast(reading, at));
            begins = beginsAfter(tokens.get(at), begins);
        }
        return List.copyOf(found);
    }

    private static Reading read(String text) {
        return Reading.of(text).without(EMPHASIS);
    }

    private Collection<Integer> mentioned(Reading reading, int at) {
        List<Token> tokens = reading.tokens();
        boolean inside = tokens.get(at).glued() && tokens.get(at - 1).word();
        if (inside || at + 1 == tokens.size() || !tokens.get(at + 1).glued()) return List.of();
        boolean quoted = isQuote(tokens, at + 1);
        Found name = longest(reading, at + (quoted ? 2 : 1));
        boolean closed = !quoted || isQuote(tokens, name.end());
        return closed ? name.people() : List.of();
    }

    /** {@code Ada, ...}, {@code Ada and Bob: ...}, {@code Hello Ada! ...} or just {@code Ada?}. */
    private Collection<Integer> calledFirst(Reading reading, int start) {
        List<Token> tokens = reading.tokens();
        int at = start;
        if (GREETINGS.contains(tokens.get(at).text())
                && longest(reading, at).people().isEmpty()) at++;
        if (at > start && at < tokens.size() && COMMAS.contains(tokens.get(at).text())) at++;
        Set<Integer> called = new LinkedHashSet<>();
        List<Integer> heard = new ArrayList<>();
        for (Found name = longest(reading, at); isMore(name, heard); name = longest(reading, at)) {
            heard.addAll(name.people());
            if (isCall(tokens, name.end())) called.addAll(heard);
            at = afterJoint(tokens, name.end());
            if (at == name.end()) break;
        }
        return called;
    }

    /** {@code ..., Ada?} or {@code ..., Ada and Bob.}; but three in a row are a list of people spoken about. */
    private Collection<Integer> calledLast(Reading reading, int comma) {
        List<Token> tokens = reading.tokens();
        List<Integer> heard = new ArrayList<>();
        int names = 0;
        int at = comma + 1;
        for (Found name = longest(reading, at); isMore(name, heard); name = longest(reading, at)) {
            heard.addAll(name.people());
            names++;
            if (isOver(tokens, name.end())) return names > 1 && endsName(reading, comma) ? List.of() : heard;
            at = afterJoint(tokens, name.end());
            if (at == name.end()) break;
        }
        return List.of();
    }

    private static boolean isMore(Found name, List<Integer> heard) {
        return !name.people().isEmpty() && heard.size() < IN_A_ROW;
    }

    private boolean endsName(Reading reading, int end) {
        return names.keySet().stream().anyMatch(it -> end >= it.size() && reading.holds(it, end - it.size()));
    }

    private record Found(Collection<Integer> people, int end) {}

    /** The longest name that stands there as whole words. */
    private Found longest(Reading reading, int at) {
        Found longest = new Found(List.of(), at);
        if (at >= reading.tokens().size()) return longest;
        for (List<String> name :
                byFirstWord.getOrDefault(reading.tokens().get(at).text(), List.of())) {
            int end = at + name.size();
            if (end > longest.end() && reading.holds(name, at) && isWhole(reading.tokens(), end))
                longest = new Found(names.getOrDefault(name, List.of()), end);
        }
        return longest;
    }

    /** Not where a hyphen makes another name of it. */
    private static boolean isWhole(List<Token> tokens, int end) {
        if (end + 1 >= tokens.size()) return true;
        boolean hyphen = tokens.get(end).text().equals("-") && tokens.get(end).glued();
        return !(hyphen && tokens.get(end + 1).word() && tokens.get(end + 1).glued());
    }

    /** A quotation mark at the beginning of a sentence leaves us at its beginning. */
    private static boolean beginsAfter(Token token, boolean began) {
        return STOPS.contains(token.text()) || (began && !token.word() && !CALLS.contains(token.text()));
    }

    private static boolean isQuote(List<Token> tokens, int at) {
        return at < tokens.size() && QUOTES.contains(tokens.get(at).text());
    }

    private static boolean isCall(List<Token> tokens, int at) {
        return isOver(tokens, at) || CALLS.contains(tokens.get(at).text());
    }

    private static boolean isOver(List<Token> tokens, int at) {
        return at >= tokens.size()
                || tokens.get(at).opening()
                || STOPS.contains(tokens.get(at).text());
    }

    private static int afterJoint(List<Token> tokens, int at) {
        int next = at;
        while (next < tokens.size()
                && next < at + 2
                && JOINTS.contains(tokens.get(next).text())) next++;
        return next;
    }
}

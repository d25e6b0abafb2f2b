package parley.http.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.engine.llm.Prompt;

/**
 * What the scripted demo makes of what was said.
 *
 * @param moment the section of the repertoire that opens the answer; empty where nothing special was heard
 * @param slots the addressee, the topic and the echo, as far as there are any
 */
record Hearing(String moment, Map<String, String> slots) {
    private static final int LONGEST_ECHO_WORDS = 10;
    /** The first that is found counts, so the order is the rank. */
    private static final Map<String, Pattern> MOMENTS = moments();

    static Hearing of(Prompt prompt) {
        List<Prompt.Line> others = prompt.lines().stream()
                .filter(it -> !it.own() && !isDirection(it))
                .map(it -> it.speaker().isBlank() ? new Prompt.Line(false, person(prompt), it.text()) : it)
                .toList();
        if (others.isEmpty()) return new Hearing("alone", Map.of());
        Prompt.Line last = others.getLast();
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put("to", last.speaker());
        // The one who opened the talk sets its topic; echoes of echoes between players would wear it out.
        String opener = others.getFirst().speaker();
        others.reversed().stream()
                .filter(it -> it.speaker().equals(opener))
                .flatMap(it -> Words.topic(it.text()).stream())
                .findFirst()
                .ifPresent(it -> slots.put("topic", it));
        others.reversed().stream()
                .map(Prompt.Line::speaker)
                .filter(it -> !it.equals(last.speaker()) && !it.equals(prompt.speaker()))
                .findFirst()
                .ifPresent(it -> slots.put("other", it));
        return new Hearing(last.speaker().equals(opener) ? moment(last.text(), slots) : "", slots);
    }

    /** A stage direction, which a script cannot follow. */
    private static boolean isDirection(Prompt.Line line) {
        return line.speaker().isBlank() && line.text().startsWith("[");
    }

    /** Characters are told the words of the only person without a name, which stands last among the others. */
    private static String person(Prompt prompt) {
        return prompt.others().isEmpty() ? "you" : prompt.others().getLast();
    }

    private static String moment(String text, Map<String, String> slots) {
        for (Map.Entry<String, Pattern> each : MOMENTS.entrySet()) {
            Matcher heard = each.getValue().matcher(text);
            if (!heard.find()) continue;
            if (heard.groupCount() > 0)
                slots.put("echo", Words.turned(Words.first(LONGEST_ECHO_WORDS, heard.group(1))));
            return each.getKey();
        }
        return "";
    }

    private static Map<String, Pattern> moments() {
        Map<String, Pattern> all = new LinkedHashMap<>();
        all.put("me", Pattern.compile("(?i)\\b(?:you|your)\\b[^.!]*\\?"));
        all.put(
                "fact",
                Pattern.compile(
                        "(?i)\\b(?:who|what|when|where|which|how (?:many|much|far|old|long|big|tall|high))\\b[^.!]*\\?"
                                + "|\\b(?:explain|define|calculate|translate|summari[sz]e)\\b"));
        all.put("why", Pattern.compile("(?i)\\bwhy\\b[^.!]*\\?"));
        all.put("asked", Pattern.compile("\\?"));
        all.put("feel", Pattern.compile("(?i)\\b(?:I am|I'm|I’m|I feel) ((?!not\\b|going\\b)[^.,;!?\\n]{3,60})"));
        all.put(
                "want",
                Pattern.compile("(?i)\\bI (?:want|need|wish|would like|hope) ((?:for |to )?[^.,;!?\\n]{3,80})"));
        all.put("think", Pattern.compile("(?i)\\bI (?:think|believe|guess|suppose)(?: that)? ([^.,;!?\\n]{6,80})"));
        all.put("because", Pattern.compile("(?i)\\bbecause ([^.,;!?\\n]{6,80})"));
        all.put("should", Pattern.compile("(?i)\\bwe (?:should|must|could|ought to|need to) ([^.,;!?\\n]{4,80})"));
        all.put("thanks", Pattern.compile("(?i)\\bthank(?:s| you)\\b"));
        all.put("bye", Pattern.compile("(?i)\\b(?:good ?bye|good night|see you|farewell)\\b"));
        all.put("greet", Pattern.compile("(?i)^\\W*(?:hi|hello|hey|welcome|good (?:morning|evening|day))\\b"));
        return all;
    }
}

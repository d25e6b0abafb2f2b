package parley.http.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the scripted demo reads out of a persona: who it is, how it is, what it wants and what it likes to say. */
record Role(List<String> beings, List<String> traits, List<String> goals, List<String> phrases) {
    private static final Pattern LABELLED = Pattern.compile(
            "(?im)^[\\W_]*(personality|traits?|character|goals?|aims?|motivation|catch-?phrases?|sayings?|motto)[\\W_]*[:=]\\s*(.+)$");
    private static final Pattern BEING =
            Pattern.compile("(?i)\\byou are (?:[^.,\\n]{1,40}, )?((?:an?|the) [^.,;:\\n\"]{3,60})");
    private static final Pattern GOAL = Pattern.compile(
            "(?i)\\byou(?:r (?:goal|aim|wish|dream) is| want| wish| hope| long| seek| try) (to [^.;\\n\"]{3,80})");
    private static final Pattern PHRASE =
            Pattern.compile("(?i)(?:say|saying|says|phrase|motto|exclaim)[^.\\n\"“]{0,40}[\"“]([^\"”\\n]{2,80})[\"”]");
    private static final Pattern PHRASES = Pattern.compile("[;|]|(?<=[\"”]),");
    private static final Pattern TRAITS = Pattern.compile("[,;|]| and ");
    private static final int LONGEST_TRAIT_WORDS = 2;

    static Role of(String persona) {
        Role role = new Role(found(BEING, persona), new ArrayList<>(), found(GOAL, persona), found(PHRASE, persona));
        Matcher label = LABELLED.matcher(persona);
        while (label.find())
            role.take(label.group(1).toLowerCase(Locale.ROOT), label.group(2).strip());
        return role;
    }

    /** One of each kind, where there is one. */
    Map<String, String> slots(SplittableRandom random) {
        Map<String, String> slots = new LinkedHashMap<>();
        put(slots, "being", beings, random);
        put(slots, "trait", traits, random);
        put(slots, "goal", goals, random);
        put(slots, "phrase", phrases, random);
        return slots;
    }

    private void take(String label, String value) {
        if (label.startsWith("goal") || label.startsWith("aim") || label.equals("motivation")) {
            String goal = Words.turned(stripped(value));
            goals.add(goal.startsWith("to ") ? goal : "to " + goal);
        } else if (label.startsWith("catch") || label.startsWith("say") || label.equals("motto")) {
            for (String phrase : PHRASES.split(value, -1)) add(phrases, ended(unquoted(phrase)));
        } else {
            for (String trait : TRAITS.split(value, -1)) {
                String plain = stripped(trait).toLowerCase(Locale.ROOT);
                if (Words.count(plain) <= LONGEST_TRAIT_WORDS) add(traits, plain);
            }
        }
    }

    private static List<String> found(Pattern pattern, String persona) {
        List<String> all = new ArrayList<>();
        pattern.matcher(persona)
                .results()
                .forEach(it -> add(
                        all,
                        pattern == PHRASE
                                ? ended(it.group(1))
                                : Words.turned(it.group(1).strip())));
        return all;
    }

    private static void add(List<String> all, String one) {
        if (!one.isBlank() && !all.contains(one)) all.add(one);
    }

    private static void put(Map<String, String> slots, String slot, List<String> values, SplittableRandom random) {
        if (!values.isEmpty()) slots.put(slot, values.get(random.nextInt(values.size())));
    }

    private static String stripped(String text) {
        return text.strip().replaceAll("[.\\s]+$", "");
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[\"“]|[\"”]$", "").strip();
    }

    private static String ended(String phrase) {
        return phrase.isEmpty() || ".!?…".indexOf(phrase.charAt(phrase.length() - 1)) >= 0 ? phrase : phrase + ".";
    }
}

package parley.http.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import parley.engine.llm.Prompt;

/**
 * Writes the answers of the scripted demo: two to four sentences, the same for the same prompt and seed, whatever was
 * spoken of them already. A speaker's acts change from answer to answer and end in a summing-up, so that a round moves.
 */
final class Script {
    private static final List<List<String>> ACTS = List.of(
            List.of("agree", "ask", "object", "add", "sum"),
            List.of("object", "add", "agree", "ask", "sum"),
            List.of("add", "object", "ask", "agree", "sum"));
    private static final List<String> ABOUT_SELF = List.of("being+", "trait+", "goal+", "phrase+");

    private static final Set<String> COURTESIES = Set.of("me", "alone", "greet", "thanks");

    private Script() {}

    static String answer(Prompt prompt) {
        SplittableRandom random = new SplittableRandom(prompt.seed() * 31 + seed(prompt));
        Hearing hearing = Hearing.of(prompt);
        Map<String, String> slots = new LinkedHashMap<>(Role.of(prompt.system()).slots(random));
        slots.putAll(hearing.slots());
        String act = act(prompt);
        List<String> answer = new ArrayList<>();
        for (String section : plan(hearing.moment(), act, slots, random))
            Repertoire.ours().line(section, slots, said(prompt, answer), random).ifPresent(answer::add);
        return String.join(" ", answer);
    }

    /** The sections of one answer, in order. */
    private static List<String> plan(String moment, String act, Map<String, String> slots, SplittableRandom random) {
        List<String> self = ABOUT_SELF.stream()
                .filter(it -> slots.containsKey(it.substring(0, it.length() - 1)))
                .toList();
        List<String> plan = new ArrayList<>();
        plan.add(moment.isEmpty() ? act : moment);
        boolean personal = COURTESIES.contains(moment);
        if (!self.isEmpty() && (personal || random.nextInt(3) > 0)) plan.add(self.get(random.nextInt(self.size())));
        if (personal) plan.add("back+");
        else if (moment.equals("fact")) plan.add("model+");
        else plan.add(act + "+");
        if (act.equals("sum") && moment.isEmpty()) plan.add("end+");
        else if (moment.isEmpty() && slots.containsKey("other") && !act.equals("ask") && random.nextInt(3) == 0)
            plan.add("hand+");
        return plan;
    }

    private static String act(Prompt prompt) {
        List<String> acts = ACTS.get(Math.floorMod(prompt.speaker().hashCode(), ACTS.size()));
        long spoken = prompt.lines().stream().filter(Prompt.Line::own).count();
        return acts.get((int) (spoken % acts.size()));
    }

    private static String said(Prompt prompt, List<String> answer) {
        return prompt.lines().stream().map(Prompt.Line::text).collect(Collectors.joining("\n"))
                + String.join("\n", answer);
    }

    /** Strings have the same hash in every process, so an answer can be continued on another node. */
    private static long seed(Prompt prompt) {
        long seed = 31L * prompt.system().hashCode() + prompt.speaker().hashCode();
        for (Prompt.Line line : prompt.lines())
            seed = 31 * (31 * seed + line.speaker().hashCode()) + line.text().hashCode();
        return seed;
    }
}

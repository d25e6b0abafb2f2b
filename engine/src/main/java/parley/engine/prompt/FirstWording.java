package parley.engine.prompt;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.llm.Prompt;

/** The wording of number 1. */
final class FirstWording implements Wording {
    /** More names than this are "others". */
    private static final int NAMED = 12;
    /** A token is about three quarters of a word, and models write more than they are asked for. */
    private static final double WORDS_A_TOKEN = 0.6;

    private static final int FEWEST_WORDS = 20;
    private static final String USER = "user";

    @Override
    public String persona(Scene scene) {
        return switch (scene.speaker().casting().persona()) {
            case Persona.Plain plain -> clean(plain.prompt());
            case Persona.Carded it -> clean(it.card().data().description());
            case Persona.Styled styled ->
                Stream.of(styled.characteristics(), styled.prompt())
                        .map(FirstWording::clean)
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.joining("\n"));
        };
    }

    @Override
    public String before(Scene scene) {
        Scene.Summary summary = scene.summary();
        return summary == null ? "" : clean(summary.text());
    }

    @Override
    public String system(Scene scene, Told told) {
        String name = name(scene.speaker().name());
        StringBuilder text = new StringBuilder("You are ").append(name).append('.');
        if (!told.persona().isBlank()) text.append(' ').append(told.persona());
        StyleWords style = style(scene);
        text.append(style.manner()).append("""


            You talk with %s. What others say begins with their name. Answer as %s only, in %s of \
            plain spoken text, without your name in front, and leave the others to speak for themselves.\
            """.formatted(company(scene), name, style.length()));
        text.append(style.talk());
        if (scene.lines().stream().anyMatch(Scene.Line::direction))
            text.append(" A line in square brackets is a stage direction: play it from there on and never mention it.");
        if (!told.before().isBlank()) text.append("\n\nWhat was said before: ").append(told.before());
        if (!told.quoted().isEmpty()) text.append("\n\nTo be kept in mind, word for word:");
        for (Scene.Line line : told.quoted()) text.append('\n').append(quoted(line));
        return text.toString();
    }

    private static StyleWords style(Scene scene) {
        return switch (scene.speaker().casting().persona()) {
            case Persona.Plain _, Persona.Carded _ -> StyleWords.NONE;
            case Persona.Styled styled -> StyleWords.of(styled.style());
        };
    }

    @Override
    public Prompt.Line line(Scene scene, Scene.Line line) {
        if (line.direction()) return new Prompt.Line(false, "", "[" + quoted(line) + "]");
        boolean own = scene.speaker().agent().equals(line.agent());
        return new Prompt.Line(own, name(line.name()), clean(line.text()));
    }

    @Override
    public String quoted(Scene.Line line) {
        return (line.direction() ? "Stage direction" : name(line.name())) + ": " + clean(line.text());
    }

    @Override
    public String name(String name) {
        String clean = clean(name);
        boolean plain = clean.chars().noneMatch(it -> it != ' ' && Character.isWhitespace(it)) && !clean.contains("  ");
        return plain ? clean : clean.replaceAll("\\s+", " ");
    }

    @Override
    public List<String> others(Scene scene) {
        Stream<String> agents = scene.company().stream()
                .filter(it -> !it.agent().equals(scene.speaker().agent()))
                .map(Participant::name);
        Stream<String> people = scene.lines().stream()
                .filter(it -> Objects.isNull(it.agent()) && !it.direction())
                .map(Scene.Line::name);
        String self = name(scene.speaker().name());
        return Stream.concat(agents, people)
                .distinct()
                .map(this::name)
                .filter(it -> !it.isEmpty() && !it.equals(self))
                .distinct()
                .toList();
    }

    @Override
    public String retell(int tokens) {
        return """
            Retell what was said in a conversation, so that somebody who was not there can take part in it. Keep names, \
            facts, decisions, promises and open questions; leave out greetings and repetition. Where %s stands, some of \
            it is missing. Give the retelling alone, in plain sentences in the language of the conversation, in at most \
            %d words.\
            """.formatted(Cut.MARK, Math.max(FEWEST_WORDS, (int) (tokens * WORDS_A_TOKEN)));
    }

    @Override
    public String retold(String before, String lines) {
        return before.isBlank() ? lines : "Told before: " + before + "\n\nThen was said:\n" + lines;
    }

    /** Everybody but the speaker, as one reads it. */
    String company(Scene scene) {
        List<String> all = others(scene).stream()
                .map(it -> it.equals(USER) ? "the user" : it)
                .toList();
        if (all.isEmpty()) return "the user";
        if (all.size() == 1) return all.getFirst();
        if (all.size() > NAMED) return String.join(", ", all.subList(0, NAMED)) + " and others";
        return all.stream().limit(all.size() - 1L).collect(Collectors.joining(", ")) + " and " + all.getLast();
    }

    /** Half a surrogate pair has no bytes on any wire. */
    static String clean(String text) {
        String stripped = text.strip();
        int at = 0;
        while (at < stripped.length() && !Character.isSurrogate(stripped.charAt(at))) at++;
        if (at == stripped.length()) return stripped;
        return stripped.codePoints()
                .map(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE ? '\uFFFD' : it)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

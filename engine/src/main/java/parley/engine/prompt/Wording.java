package parley.engine.prompt;

import java.util.List;
import parley.engine.llm.Prompt;

/** The words around what was said. Each number always gives the same words, so that an old prompt can be made again. */
interface Wording {
    /** The words of a number; its window and its way of counting belong to it as well. */
    static Wording of(int number) {
        return switch (number) {
            case 1 -> new FirstWording();
            default ->
                throw new IllegalArgumentException(
                        "no wording has the number " + number + "; they go from 1 to " + PromptWriter.CURRENT);
        };
    }

    /** Who the speaker is, in its author's words. */
    String persona(Scene scene);

    /** The summary of what is no longer told, or an empty text. */
    String before(Scene scene);

    /** What the speaker is told beside the lines. */
    String system(Scene scene, Told told);

    /** A line where it was said. */
    Prompt.Line line(Scene scene, Scene.Line line);

    /** A line where it is quoted: with the name of who said it. */
    String quoted(Scene.Line line);

    /** A name as models are told it. */
    String name(String name);

    /** Everybody but the speaker, by name: the agents first, then the people who spoke. */
    List<String> others(Scene scene);

    /** The order to retell what was said, in as many tokens at most. */
    String retell(int tokens);

    /** What is to be retold. */
    String retold(String before, String lines);

    /** What the system text holds beside the order: each is empty where there is nothing to tell. */
    record Told(String persona, String before, List<Scene.Line> quoted) {
        static final Told NOTHING = new Told("", "", List.of());
    }
}

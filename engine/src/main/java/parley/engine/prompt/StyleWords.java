package parley.engine.prompt;

import java.util.Locale;
import parley.engine.agent.ChatStyle;

/**
 * A style in the words of the first wording.
 *
 * @param manner how to talk, a paragraph of its own
 * @param length how much to say at once
 * @param talk what goes without saying where people talk, but not where models do
 */
record StyleWords(String manner, String length, String talk) {
    /** Nothing is said of how to talk. */
    static final StyleWords NONE = new StyleWords("", "two to four sentences", "");

    private static final String TALK =
            " Answer in the language of the conversation, and keep a greeting to a few words.";

    static StyleWords of(ChatStyle style) {
        String manner = String.join(
                " ",
                friendliness(word(style.friendliness())),
                personality(word(style.personality())),
                humor(word(style.humor())),
                expertise(word(style.expertiseLevel())));
        return new StyleWords("\n\nHow you talk: " + manner, length(word(style.responseLength())), TALK);
    }

    private static String word(String said) {
        return said.strip().toLowerCase(Locale.ROOT);
    }

    private static String friendliness(String word) {
        return switch (word) {
            case "friendly" -> "You are warm and easy to talk to.";
            case "formal" -> "You are polite and keep to formal words.";
            default -> "You are kind without being familiar.";
        };
    }

    private static String personality(String word) {
        return switch (word) {
            case "enthusiastic" -> "What you care about carries you away.";
            case "reserved" -> "You are quiet and hold back.";
            default -> "You are even-tempered.";
        };
    }

    private static String humor(String word) {
        return switch (word) {
            case "witty" -> "You like to be witty.";
            case "light" -> "A little humour is welcome now and then.";
            default -> "You do not joke.";
        };
    }

    private static String expertise(String word) {
        return switch (word) {
            case "beginner" -> "You know as much as a beginner does, and use simple words.";
            case "intermediate" -> "You know your subject fairly well.";
            default -> "You know your subject as an expert does.";
        };
    }

    private static String length(String word) {
        return switch (word) {
            case "short" -> "one or two sentences";
            case "long" -> "as many sentences as the matter needs, ten at most,";
            default -> NONE.length;
        };
    }
}

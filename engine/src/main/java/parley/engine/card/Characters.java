package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whole and half characters: JSON may hold one surrogate without the other, and UTF-8 cannot. */
final class Characters {
    private static final char REPLACEMENT = '\uFFFD';

    private Characters() {}

    /** Where the first half character is; -1 where there is none. */
    static int half(CharSequence text, int from) {
        int at = from;
        while (at < text.length()) {
            int character = Character.codePointAt(text, at);
            boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            if (half) return at;
            at += Character.charCount(character);
        }
        return -1;
    }

    /** JSON with its half characters as escapes, which mean the same. */
    static String escaped(String json) {
        int at = half(json, 0);
        if (at < 0) return json;
        StringBuilder escaped = new StringBuilder(json.length() + 32);
        int from = 0;
        for (; at >= 0; at = half(json, from)) {
            escaped.append(json, from, at).append(String.format(Locale.ROOT, "\\u%04x", (int) json.charAt(at)));
            from = at + 1;
        }
        return escaped.append(json, from, json.length()).toString();
    }

    /** A text in which half characters are U+FFFD, as it can be shown, said and stored. */
    static String whole(String text) {
        int at = half(text, 0);
        if (at < 0) return text;
        StringBuilder whole = new StringBuilder(text);
        for (; at >= 0; at = half(whole, at + 1)) whole.setCharAt(at, REPLACEMENT);
        return whole.toString();
    }

    /** A tree with whole texts only; the same one where it has no others. */
    static @Nullable JsonNode whole(@Nullable JsonNode tree) {
        if (tree == null) return null;
        return mend(tree);
    }

    private static JsonNode mend(JsonNode node) {
        switch (node) {
            case TextNode text
            when half(text.textValue(), 0) >= 0 -> {
                return TextNode.valueOf(whole(text.textValue()));
            }
            case ArrayNode list -> {
                for (int index = 0; index < list.size(); index++) list.set(index, mend(list.get(index)));
            }
            case ObjectNode object -> object.properties().forEach(it -> it.setValue(mend(it.getValue())));
            default -> {}
        }
        return node;
    }
}

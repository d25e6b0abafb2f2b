package parley.http.provider;

import java.util.List;

/**
 * Takes the speaker's own name off the start of an answer, which models echo because the lines of a room carry names:
 * {@code Ada: hello} becomes {@code hello}. White space before the first word goes too. Holds text back only while it
 * may still be a name tag.
 */
final class NameTag {
    private final List<String> tags;
    private final StringBuilder held = new StringBuilder();
    private boolean passed;

    NameTag(String speaker) {
        this.tags = List.of(
                speaker + ":", "**" + speaker + ":**", "**" + speaker + "**:", "[" + speaker + "]:", speaker + "：");
    }

    /** What of the text can be told now. */
    String add(String text) {
        if (passed || text.isEmpty()) return text;
        held.append(text);
        String seen = held.toString().stripLeading();
        for (String tag : tags) {
            if (!tag.regionMatches(true, 0, seen, 0, Math.min(tag.length(), seen.length()))) continue;
            if (seen.length() < tag.length()) return "";
            return pass(seen.substring(tag.length()).stripLeading());
        }
        return pass(seen);
    }

    /** The answer is over: what was still held back. */
    String end() {
        if (passed) return "";
        passed = true;
        String seen = held.toString().stripLeading();
        return tags.stream().anyMatch(it -> it.equalsIgnoreCase(seen)) ? "" : seen;
    }

    private String pass(String rest) {
        passed = !rest.isEmpty();
        return rest;
    }
}

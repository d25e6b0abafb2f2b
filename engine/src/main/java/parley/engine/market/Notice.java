package parley.engine.market;

import java.util.List;
import parley.engine.kernel.Refusal;

/** What a publisher tells of an agent on offer. */
public record Notice(String category, List<String> tags, String description) {
    private static final int LONGEST_CATEGORY = 50;
    private static final int MOST_TAGS = 10;
    private static final int LONGEST_TAG = 30;
    private static final int LONGEST_DESCRIPTION = 500;

    public Notice {
        check("a category", category, LONGEST_CATEGORY);
        tags = tags.stream().map(String::strip).distinct().toList();
        if (tags.size() > MOST_TAGS) throw Refusal.invalid("an agent on offer has at most " + MOST_TAGS + " tags");
        for (String tag : tags) check("a tag", tag, LONGEST_TAG);
        if (description.length() > LONGEST_DESCRIPTION)
            throw Refusal.invalid("a description must be at most " + LONGEST_DESCRIPTION + " characters");
    }

    private static void check(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest)
            throw Refusal.invalid(what + " must be 1 to " + longest + " characters");
        if (text.chars().anyMatch(Character::isISOControl))
            throw Refusal.invalid(what + " must not hold control characters");
    }
}

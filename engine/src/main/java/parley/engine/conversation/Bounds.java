package parley.engine.conversation;

import java.util.List;
import java.util.regex.Pattern;
import parley.engine.agent.Participant;
import parley.engine.kernel.Refusal;

/** The sane limits of what may be asked of a room. */
final class Bounds {
    private static final int LONGEST_TEXT = 32_000;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_TURNS = 200;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PERSON = 100;
    private static final int LONGEST_DESCRIPTION = 8_000;
    private static final int MOST_ADDED = 500;

    /** Lets a request fit into one message between nodes, however its characters are written. */
    private static final int MOST_ADDED_TEXT = 50_000;

    private static final Pattern LISTENER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Bounds() {}

    static void checkSeats(List<Participant> participants) {
        if (participants.isEmpty() || participants.size() > Directing.MOST_SEATS)
            throw Refusal.invalid("a conversation needs 1 to " + Directing.MOST_SEATS + " agents");
        if (participants.stream().map(Participant::agent).distinct().count() < participants.size())
            throw Refusal.invalid("an agent can sit in a conversation only once");
    }

    static void checkTitle(String title) {
        if (title.isBlank() || title.length() > LONGEST_TITLE)
            throw Refusal.invalid("a title must be 1 to " + LONGEST_TITLE + " characters");
    }

    static void checkText(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT)
            throw Refusal.invalid("a message must be 1 to " + LONGEST_TEXT + " characters");
    }

    static void checkAdded(String key, List<PastLine> lines) {
        if (key.isBlank() || key.length() > LONGEST_KEY)
            throw Refusal.invalid("a key must be 1 to " + LONGEST_KEY + " characters");
        if (lines.isEmpty() || lines.size() > MOST_ADDED)
            throw Refusal.invalid("1 to " + MOST_ADDED + " lines can be brought in at once");
        for (PastLine it : lines) {
            if (it.text().isBlank()) throw Refusal.invalid("a line must not be empty");
            if (it.name().isBlank() || it.name().length() > LONGEST_NAME)
                throw Refusal.invalid("a speaker's name must be 1 to " + LONGEST_NAME + " characters");
        }
        if (lines.stream().mapToLong(it -> it.text().length()).sum() > MOST_ADDED_TEXT)
            throw Refusal.invalid("lines of " + MOST_ADDED_TEXT + " characters in all can be brought in at once");
    }

    static void checkTurns(int turns) {
        if (turns < 1 || turns > MOST_TURNS) throw Refusal.invalid("turns must be 1 to " + MOST_TURNS);
    }

    static void checkListener(String name) {
        if (!LISTENER.matcher(name).matches())
            throw Refusal.invalid("listener must be 1 to 64 letters, digits, _ or -");
    }

    static void checkSentence(int turn, int sentence) {
        if (turn < 1 || sentence < 0) throw Refusal.invalid("turns count from 1, sentences from 0");
    }

    static void check(Direction direction) {
        switch (direction) {
            case Direction.Steer it -> checkText(it.text());
            case Direction.Edit it -> {
                checkText(it.text());
                checkTurns(it.turns());
            }
            case Direction.End it -> {
                if (it.reason().length() > LONGEST_REASON)
                    throw Refusal.invalid("a reason is at most " + LONGEST_REASON + " characters");
            }
            case Direction.Introduce it -> {
                if (it.name().isBlank() || it.name().length() > LONGEST_PERSON)
                    throw Refusal.invalid("a person's name must be 1 to " + LONGEST_PERSON + " characters");
                if (it.description().length() > LONGEST_DESCRIPTION)
                    throw Refusal.invalid(
                            "a person's description must be at most " + LONGEST_DESCRIPTION + " characters");
            }
            case Direction.Greet it -> {
                if (it.greeting() < 0) throw Refusal.invalid("greetings count from 0");
            }
            case Direction.Hear it -> {
                checkSentence(it.turn(), it.sentence());
                if (!(it.part() >= 0 && it.part() <= 1)) throw Refusal.invalid("part must be 0 to 1");
            }
            default -> {}
        }
    }
}

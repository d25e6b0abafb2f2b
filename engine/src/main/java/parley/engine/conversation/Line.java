package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/**
 * One thing said that has ended.
 *
 * @param after the line that it follows; 0 for the beginning
 * @param turn the turn it is from; 0 for a person's and for what was brought in
 * @param agent who said it; absent for a person
 * @param sentences its text to the letter, a person's as one
 * @param ending how it ended, see {@link ConversationView.Line}
 */
record Line(
        int after, int turn, @Nullable AgentId agent, String name, List<String> sentences, String ending, Instant at) {
    static final String PERSON = "user";
    static final String SPOKEN = "spoken";
    static final String STOPPED = "stopped";
    static final String FAILED = "failed";
    static final String EDITED = "edited";
    static final String CUT = "cut";
    static final String STEERING = "steering";

    Line {
        sentences = List.copyOf(sentences);
    }

    String text() {
        return String.join("", sentences);
    }

    boolean steers() {
        return ending.equals(STEERING);
    }

    boolean byPerson() {
        return agent == null && !steers();
    }

    Line following(int line) {
        return new Line(line, turn, agent, name, sentences, ending, at);
    }
}

package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/**
 * A whole conversation at one place of its stream.
 *
 * @param lines everything said, oldest first; the running turn's line holds its recorded sentences
 * @param running whether a round is going on
 * @param cursor watch from here to miss nothing and see nothing twice
 */
public record ConversationView(
        ConversationId id,
        UserId owner,
        String title,
        List<Participant> participants,
        List<Line> lines,
        boolean running,
        Cursor cursor,
        Instant createdAt,
        Instant updatedAt)
        implements Message {
    public ConversationView {
        participants = List.copyOf(participants);
        lines = List.copyOf(lines);
    }

    /**
     * One thing said.
     *
     * @param turn the turn it is from, 0 for a person's message
     * @param agent who said it; absent for a person
     * @param name the speaker's name, {@code user} for a person
     * @param ending {@code spoken}, {@code running}, {@code stopped} or {@code failed}
     */
    public record Line(int turn, @Nullable AgentId agent, String name, String text, String ending, Instant at) {}
}

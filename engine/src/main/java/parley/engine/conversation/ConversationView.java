package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.floor.Choice;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/**
 * A whole conversation at one place of its stream.
 *
 * @param participants their cards in short, see {@link Participant#brief}
 * @param muted who of the participants may not speak now
 * @param lines the chosen branch, oldest first; the running turn's line holds its recorded sentences and has no number yet
 * @param state what the room is doing
 * @param next who is to speak in the coming turn, where that is decided already
 * @param queue messages that wait for the round to end, next one first
 * @param asks tools that the running turn may use only once somebody allows it
 * @param origin where a fork came from
 * @param person who the person is to the characters, where that was said
 * @param greeting which greeting of its card the chosen branch begins with, where it begins with one
 * @param shared whether whoever has its address may read it
 * @param cursor watch from here to miss nothing and see nothing twice
 */
public record ConversationView(
        ConversationId id,
        UserId owner,
        String title,
        List<Participant> participants,
        Set<AgentId> muted,
        Rules rules,
        List<Line> lines,
        State state,
        @Nullable Next next,
        List<Waiting> queue,
        List<ToolAsk> asks,
        @Nullable Origin origin,
        @Nullable Person person,
        @Nullable Integer greeting,
        boolean shared,
        Cursor cursor,
        Instant createdAt,
        Instant updatedAt)
        implements Message {
    public ConversationView {
        participants = List.copyOf(participants);
        muted = Set.copyOf(muted);
        lines = List.copyOf(lines);
        queue = List.copyOf(queue);
        asks = List.copyOf(asks);
    }

    /** What a room is doing. */
    public enum State {
        /** No round runs. */
        RESTING,
        /** A round runs. */
        RUNNING,
        /** A round stands still until somebody resumes it. */
        PAUSED,
        /** A round waits for a person to approve or to call the next speaker. */
        WAITING
    }

    /**
     * One thing said.
     *
     * @param line its number, by which it is pinned, chosen, edited or answered anew; 0 while it is being said
     * @param turn the turn it is from; 0 for a person's message and for what was brought in
     * @param agent who said it; absent for a person
     * @param name the speaker's name, {@code user} for the owner
     * @param ending {@code spoken}, {@code running}, {@code stopped}, {@code failed}, {@code edited}, {@code steering}
     *     for a stage direction, or {@code cut} where a fork left it in the middle
     * @param alternatives the lines that stand beside it after the same line, itself among them; empty where it is alone
     */
    public record Line(
            int line,
            int turn,
            @Nullable AgentId agent,
            String name,
            String text,
            String ending,
            boolean pinned,
            List<Integer> alternatives,
            Instant at) {
        public Line {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The speaker of the coming turn, and why. */
    public record Next(int turn, AgentId speaker, Choice why, boolean approved) {}

    /** A tool that waits for leave: {@code tool} is {@code server/name}, {@code arguments} a JSON object. */
    public record ToolAsk(int turn, int call, AgentId speaker, String tool, String arguments, Instant at) {}

    /** A message that waits for the round to end. */
    public record Waiting(String id, String text, int turns) {}

    /** The conversation and the event after which a fork left it. */
    public record Origin(ConversationId conversation, long sequence) {}

    /** Whether a round has not ended. */
    public boolean running() {
        return state != State.RESTING;
    }
}

package parley.engine.conversation;

import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.kernel.Message;

/** What a person may do in a room beside speaking. Each is safe to give twice: the second changes nothing. */
public sealed interface Direction extends Message {
    /** The turn that runs is the last until somebody resumes, however long that takes. */
    record Pause() implements Direction {}

    /** A paused round goes on at the turn where it would have. */
    record Resume() implements Direction {}

    /** The proposed turn may begin. */
    record Approve() implements Direction {}

    /** A tool may be used that waits for it. */
    record AllowTool(int turn, int call) implements Direction {}

    /** A tool is not used that waits for leave; the model is told so. */
    record RefuseTool(int turn, int call) implements Direction {}

    /** This agent speaks next, whatever the rule says; where no round runs, a round of one turn begins. */
    record Call(AgentId agent) implements Direction {}

    /** The running turn is the last of its round. */
    record End(String reason) implements Direction {}

    /** A word to whoever speaks from now on, which nobody says aloud. */
    record Steer(String text) implements Direction {}

    record Mute(AgentId agent) implements Direction {}

    record Unmute(AgentId agent) implements Direction {}

    /** An agent comes in, or is cast anew where it sits already. */
    record Seat(Participant participant) implements Direction {}

    /** An agent leaves; what it said stays. */
    record Unseat(AgentId agent) implements Direction {}

    record SetRules(Rules rules) implements Direction {}

    /**
     * Somebody cut in: of this turn, the sentence was heard up to this part of it, 0 to 1, and nothing after it. The
     * prompts to come hold what was heard.
     */
    record Hear(int turn, int sentence, double part) implements Direction {}

    /** A line stays in every prompt, however old it is. */
    record Pin(int line) implements Direction {}

    record Unpin(int line) implements Direction {}

    /** Who the person is to the characters. */
    record Introduce(String name, String description) implements Direction {}

    /**
     * A character greets first, with one of its card's greetings, 0 for the first; while no person has spoken. Another one
     * stands beside the first and is the one that goes on. In a room of several agents those that are for groups alone
     * follow after the others.
     */
    record Greet(AgentId agent, int greeting) implements Direction {}

    /** The branch with this line is the one that goes on. */
    record Choose(int line) implements Direction {}

    /** An agent's line is answered anew beside the old one, by the same agent or another. */
    record Regenerate(int line, @Nullable AgentId by) implements Direction {}

    /** A line is said in other words beside the old one; a person's is then answered for {@code turns} turns. */
    record Edit(int line, String text, int turns) implements Direction {}
}

package parley.engine.agent;

/** An agent as it sits in a room: cast as it was when it came in. */
public record Participant(AgentId agent, Casting casting) {
    public String name() {
        return casting.name();
    }
}

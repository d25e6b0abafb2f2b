package parley.engine.agent;

/** An agent as it sits in a room: cast as it was when it came in. */
public record Participant(AgentId agent, Casting casting) {
    /** What is shown of a card's texts to whoever looks at a room, in UTF-16 units. */
    private static final int SHOWN = 200;

    public String name() {
        return casting.name();
    }

    /** The same where a card is told in short: cards are long, and rooms are shown all the time. */
    public Participant brief() {
        Casting brief = casting.brief(SHOWN);
        return brief.equals(casting) ? this : new Participant(agent, brief);
    }
}

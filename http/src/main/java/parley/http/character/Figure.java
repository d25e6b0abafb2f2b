package parley.http.character;

import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.agent.Portrait;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** An agent whose persona is a card. */
public record Figure(AgentProfile agent, Card card, Portrait portrait) {
    private static final int LONGEST_NAME = 255;
    private static final String NAMELESS = "Nameless";

    /** Refuses every other agent as if it were not there. */
    public static Figure of(AgentProfile agent) {
        if (!(agent.casting().persona() instanceof Persona.Carded carded)) throw unknown();
        return new Figure(agent, carded.card(), portrait(carded));
    }

    private static Portrait portrait(Persona.Carded carded) {
        Portrait portrait = carded.portrait();
        return portrait == null ? Portrait.NONE : portrait;
    }

    static Refusal unknown() {
        return Refusal.notFound("there is no such character");
    }

    public AgentId id() {
        return agent.id();
    }

    UserId owner() {
        return agent.owner();
    }

    /** How it is cast with another card and other files. */
    Casting cast(Card other, Portrait files) {
        Casting casting = agent.casting();
        return new Casting(
                        name(other),
                        new Persona.Carded(other, files),
                        casting.model(),
                        casting.voice(),
                        casting.voiceChoice())
                .fallingBackOn(casting.fallbacks())
                .granted(casting.tools());
    }

    /** What an agent with this card is called: a card's name may be of any length, or empty. */
    static String name(Card card) {
        String name = card.data().name().isBlank()
                ? card.data().nickname()
                : card.data().name();
        String line = name.strip().replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        if (line.isBlank()) return NAMELESS;
        if (line.length() <= LONGEST_NAME) return line;
        int end = Character.isHighSurrogate(line.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return line.substring(0, end);
    }
}

package parley.http.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Agents;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.Direction;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Seats the participants of a new conversation: agents of one's own by id, or guests described on the spot. */
final class Opening {
    static final int MOST_AGENTS = 16;

    private final Agents agents;
    private final Castings castings;

    Opening(Agents agents, Castings castings) {
        this.agents = agents;
        this.castings = castings;
    }

    /** Who is to sit in a room: an agent's id alone, or the description of a guest. */
    record Seat(
            @Nullable AgentId agent,
            @Nullable String name,
            Castings.@Nullable PersonaForm persona,
            @Nullable String model,
            @Nullable String connection,
            @Nullable String voice,
            @Nullable List<Granted> tools) {
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static Seat guest(
                @JsonProperty("name") @Nullable String name,
                @JsonProperty("persona") Castings.@Nullable PersonaForm persona,
                @JsonProperty("model") @Nullable String model,
                @JsonProperty("connection") @Nullable String connection,
                @JsonProperty("voice") @Nullable String voice,
                @JsonProperty("tools") @Nullable List<Granted> tools) {
            if (name == null) throw Refusal.invalid("an agent described on the spot needs a name");
            if (persona == null) throw Refusal.invalid("an agent described on the spot needs a persona");
            return new Seat(null, name, persona, model, connection, voice, tools);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Seat of(String agent) {
            return new Seat(new AgentId(agent), null, null, null, null, null, null);
        }
    }

    /** Everybody in the order of their seats; the same seats give the same participants each time. */
    CompletionStage<List<Participant>> participants(UserId user, List<Seat> seats) {
        if (seats.isEmpty() || seats.size() > MOST_AGENTS)
            throw Refusal.invalid("agents must name 1 to " + MOST_AGENTS + " agents");
        List<CompletableFuture<Participant>> sitting = IntStream.range(0, seats.size())
                .mapToObj(i -> participant(user, seats.get(i), i + 1).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(sitting.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        seated(sitting.stream().map(CompletableFuture::join).toList()));
    }

    /** One agent of one's own, to sit in a room that is open already. */
    CompletionStage<Participant> participant(UserId user, AgentId agent) {
        return agents.profile(user, agent).thenApply(it -> new Participant(it.id(), it.casting()));
    }

    private CompletionStage<Participant> participant(UserId user, Seat seat, int place) {
        if (seat.agent != null) return participant(user, seat.agent);
        if (seat.name == null || seat.persona == null) throw Refusal.invalid("agents[" + (place - 1) + "] is required");
        return castings.cast(user, seat.name, seat.persona, seat.model, seat.connection, seat.voice)
                .thenApply(it -> seat.tools == null ? it : it.granted(Granted.grants(seat.tools)))
                .thenApply(it -> new Participant(new AgentId("guest-" + place), it));
    }

    private static List<Participant> seated(List<Participant> participants) {
        Set<AgentId> seen = new HashSet<>();
        for (Participant it : participants)
            if (!seen.add(it.agent()))
                throw Refusal.invalid("the agent " + it.agent() + " can sit in a room only once");
        return participants;
    }

    /** Greets in the name of the first who can; refused before there is a room. */
    static Direction.Greet greeting(List<Participant> seated, int greeting) {
        for (Participant it : seated)
            if (it.casting().persona() instanceof Persona.Carded carded) {
                List<String> greetings = carded.card().data().greetings(seated.size() > 1);
                if (greeting < 0
                        || greeting >= greetings.size()
                        || greetings.get(greeting).isBlank())
                    throw Refusal.invalid(it.name() + " has no greeting " + greeting);
                return new Direction.Greet(it.agent(), greeting);
            }
        throw Refusal.invalid("nobody of these agents has a card with greetings");
    }

    /** What a conversation is called where nobody said: its agents' names. */
    static String title(List<Participant> participants) {
        String names = participants.stream().map(Participant::name).collect(Collectors.joining(", "));
        return names.length() <= ConversationRoutes.LONGEST_TITLE
                ? names
                : names.substring(0, names.offsetByCodePoints(0, ConversationRoutes.LONGEST_TITLE / 2));
    }
}

package parley.http.chatsparty;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.conversation.Rules;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** Lets people talk with agents in rooms: finds or opens the room, seats who is missing, says it, and retells what comes. */
final class Talks {
    private static final int FEWEST = 2;
    private static final int LONGEST_SHOWN = 128;
    private static final String MAKING_ROOM = "somebody has something to say";

    /** Who answers where no agent is named. */
    private static final Participant ASSISTANT = new Participant(
            new AgentId("assistant"),
            new Casting("Assistant", new Persona.Plain("You are a helpful assistant."), ModelRef.DEFAULT, Voice.NONE));

    private final Agents agents;
    private final Conversations conversations;
    private final ChatModels models;
    private final Rooms rooms;
    private final int mostTurns;

    Talks(Doors doors, ChatSettings settings) {
        agents = doors.agents();
        conversations = doors.conversations();
        models = doors.models();
        rooms = new Rooms(conversations);
        mostTurns = settings.mostTurns();
    }

    Rooms rooms() {
        return rooms;
    }

    /** The room, open and with everybody in it who is to answer. Checks all that can be checked before. */
    CompletionStage<ConversationView> room(Talk talk) {
        try {
            check(talk);
        } catch (Refusal no) {
            return CompletableFuture.failedFuture(no);
        }
        if (talk.agents().isEmpty()) return talk.mustBeThere() ? withWhoever(talk) : opened(talk, List.of(ASSISTANT));
        return participants(talk.user(), talk.agents())
                .thenCompose(them -> talk.mustBeThere()
                        ? found(talk).thenCompose(room -> furnished(talk, them, room))
                        : opened(talk, them));
    }

    private void check(Talk talk) {
        if (talk.text().isBlank()) throw Refusal.invalid("the message is empty");
        if (talk.turns() < 1 || talk.turns() > mostTurns)
            throw Refusal.invalid("max_turns must be 1 to " + mostTurns + ": it counts the replies of all agents");
        boolean lonely = talk.several() && talk.agents().size() < FEWEST;
        if (lonely && !(talk.mustBeThere() && talk.agents().isEmpty())) throw tooFew();
        talk.told();
    }

    /** Nobody is named: whoever sits there answers. */
    private CompletionStage<ConversationView> withWhoever(Talk talk) {
        return found(talk).thenCompose(room -> {
            if (!talk.several()) return CompletableFuture.completedFuture(room);
            if (room.participants().size() < FEWEST) throw tooFew();
            return furnished(talk, room.participants(), room);
        });
    }

    private static Refusal tooFew() {
        return Refusal.invalid("At least " + FEWEST + " agents are required for a conversation");
    }

    private CompletionStage<ConversationView> found(Talk talk) {
        return rooms.find(talk.user(), talk.conversation())
                .exceptionallyCompose(failure -> Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                        .<CompletionStage<ConversationView>>map(
                                _ -> CompletableFuture.failedFuture(Refusal.notFound("Conversation not found")))
                        .orElseGet(() -> CompletableFuture.failedFuture(failure)));
    }

    private CompletionStage<ConversationView> opened(Talk talk, List<Participant> them) {
        Rules rules = new Company(them, talk.several()).rules(talk.user(), models);
        return rooms.findOrOpen(talk.user(), talk.conversation(), talk.title(), them, rules)
                .thenCompose(room -> furnished(talk, them, room));
    }

    /** All of them, of the user's own; NOT_FOUND names the first who is not. */
    private CompletionStage<List<Participant>> participants(UserId user, List<String> ids) {
        CompletionStage<List<Participant>> all = CompletableFuture.completedFuture(List.of());
        for (String id : ids)
            all = all.thenCombine(
                    participant(user, id),
                    (before, it) ->
                            Stream.concat(before.stream(), Stream.of(it)).toList());
        return all;
    }

    private CompletionStage<Participant> participant(UserId user, String id) {
        return known(user, id)
                .exceptionallyCompose(failure -> Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND || it.kind() == Refusal.Kind.INVALID)
                        .<CompletionStage<Participant>>map(_ -> CompletableFuture.failedFuture(unknown(id)))
                        .orElseGet(() -> CompletableFuture.failedFuture(failure)));
    }

    private CompletionStage<Participant> known(UserId user, String id) {
        try {
            return agents.profile(user, new AgentId(id)).thenApply(it -> new Participant(it.id(), it.casting()));
        } catch (Refusal strange) {
            return CompletableFuture.failedFuture(strange);
        }
    }

    private static Refusal unknown(String id) {
        String shown = id.length() <= LONGEST_SHOWN ? id : id.substring(0, LONGEST_SHOWN) + "…";
        return Refusal.notFound("Agent " + shown + " not found");
    }

    /** Who is missing comes in, who was changed is cast anew; rules for one do not do for several, nor the other way. */
    private CompletionStage<ConversationView> furnished(Talk talk, List<Participant> them, ConversationView room) {
        CompletionStage<ConversationView> seated = CompletableFuture.completedFuture(room);
        for (Participant it : them)
            if (!room.participants().contains(it))
                seated = seated.thenCompose(_ -> conversations.direct(room.id(), talk.user(), new Direction.Seat(it)));
        Optional<Rules> other = new Company(them, talk.several()).otherRules(room, talk.user(), models);
        if (other.isEmpty()) return seated;
        if (room.running()) return CompletableFuture.failedFuture(busy());
        return seated.thenCompose(
                _ -> conversations.direct(room.id(), talk.user(), new Direction.SetRules(other.get())));
    }

    private static Refusal busy() {
        return Refusal.conflict("this conversation is busy: wait for its end, or stop it first");
    }

    /** Says it; where others speak, when they have ended. EXHAUSTED where not even one reply can be paid. */
    CompletionStage<Accepted> say(Talk talk, ConversationView room) {
        return conversations
                .within(talk.span())
                .say(room.id(), talk.user(), talk.message(), talk.told(), talk.turns(), WhenBusy.QUEUE);
    }

    /** Says it; where others speak, whoever does so now is the last before. */
    CompletionStage<Accepted> cutIn(Talk talk, ConversationView room) {
        if (!room.running()) return say(talk, room);
        return conversations
                .direct(room.id(), talk.user(), new Direction.End(MAKING_ROOM))
                .handle((_, restsNow) -> room)
                .thenCompose(_ -> say(talk, room));
    }

    /**
     * A message that was taken in a room, or was not because nothing of its answer can be paid.
     *
     * @param room as it was before
     */
    record Taken(ConversationView room, @Nullable Refusal unpaid) {
        ConversationView paid() {
            if (unpaid != null) throw unpaid;
            return room;
        }
    }

    /** Finds or opens the room and says it. */
    CompletionStage<Taken> begin(Talk talk) {
        return room(talk).thenCompose(room -> taken(room, say(talk, room)));
    }

    static CompletionStage<Taken> taken(ConversationView room, CompletionStage<Accepted> said) {
        return said.thenApply(_ -> new Taken(room, null))
                .exceptionallyCompose(failure -> Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.EXHAUSTED)
                        .<CompletionStage<Taken>>map(it -> CompletableFuture.completedFuture(new Taken(room, it)))
                        .orElseGet(() -> CompletableFuture.failedFuture(failure)));
    }

    /** Everything that happens in a room after a view of it, for ever. */
    Source<Moment, NotUsed> retold(UserId user, ConversationView room) {
        return conversations.watch(room.id(), user, room.cursor()).via(Retelling.from(room));
    }

    /** What comes of a message that was taken in a room after this view of it. */
    Source<Moment, NotUsed> answer(Talk talk, ConversationView room, boolean charges) {
        return retold(talk.user(), room).via(Part.of(talk.message(), charges));
    }
}

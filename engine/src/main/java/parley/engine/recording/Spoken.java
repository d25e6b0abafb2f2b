package parley.engine.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent;

/** What a journal tells of speech: who sat in the room, the sentences of each turn and how long each can be heard. */
final class Spoken {
    private final Map<AgentId, Participant> participants = new HashMap<>();
    private final Map<Integer, NavigableMap<Integer, Script.Sentence>> turns = new HashMap<>();
    private ConversationEvent.@Nullable Forked origin;

    /** The same with an event more. */
    Spoken after(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.Opened it -> it.participants().forEach(this::seat);
            case ConversationEvent.Forked it -> origin = it;
            case ConversationEvent.AgentSeated it -> seat(it.participant());
            case ConversationEvent.SentenceSpoken it -> spoken(it);
            case ConversationEvent.SentenceVoiced it ->
                turn(it.turn())
                        .computeIfPresent(
                                it.index(), (_, said) -> new Script.Sentence(said.text(), said.spoken(), it.millis()));
            default -> {}
        }
        return this;
    }

    private void seat(Participant participant) {
        participants.put(participant.agent(), participant);
    }

    /** A later attempt takes the place of what an earlier one said from there on. */
    private void spoken(ConversationEvent.SentenceSpoken it) {
        NavigableMap<Integer, Script.Sentence> turn = turn(it.turn());
        turn.tailMap(it.index()).clear();
        turn.put(it.index(), new Script.Sentence(it.text(), null));
    }

    private NavigableMap<Integer, Script.Sentence> turn(int turn) {
        return turns.computeIfAbsent(turn, _ -> new TreeMap<>());
    }

    /** The same after what went before it elsewhere. */
    Spoken since(Spoken past) {
        past.participants.forEach(participants::putIfAbsent);
        past.turns.forEach(turns::putIfAbsent);
        return this;
    }

    Optional<ConversationEvent.Forked> origin() {
        return Optional.ofNullable(origin);
    }

    Optional<Participant> participant(AgentId agent) {
        return Optional.ofNullable(participants.get(agent));
    }

    List<Script.Sentence> sentences(int turn) {
        NavigableMap<Integer, Script.Sentence> told = turns.get(turn);
        return told == null ? List.of() : new ArrayList<>(told.values());
    }
}

package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;

/**
 * What is true of a conversation: the sum of its events.
 *
 * @param owner who opened it; nobody before it is opened
 * @param lines what was said and has ended, oldest first
 * @param round the round that runs or ran last
 * @param turns turns started so far, in all rounds
 * @param open the turn that has not ended
 * @param owed ended turns that the ledger has not confirmed yet
 * @param lastMessage the id of the last message, so that the same one again is done once
 */
@JsonTypeName("conversation.transcript")
record Transcript(
        @Nullable UserId owner,
        String title,
        List<Participant> participants,
        List<Line> lines,
        Round round,
        int turns,
        @Nullable OpenTurn open,
        Map<Integer, Debt> owed,
        String lastMessage,
        boolean deleted,
        Instant createdAt,
        Instant updatedAt)
        implements Journaled {

    static final Transcript EMPTY = new Transcript(
            null,
            "",
            List.of(),
            List.of(),
            new Round(0, 0, 0, false),
            0,
            null,
            Map.of(),
            "",
            false,
            Instant.EPOCH,
            Instant.EPOCH);

    Transcript {
        participants = List.copyOf(participants);
        lines = List.copyOf(lines);
        owed = Map.copyOf(owed);
    }

    /** How far a round has come: it ends when as many turns have ended as were asked for. */
    record Round(int number, int asked, int ended, boolean running) {}

    /** A turn in mid-air, with the sentences of it that are recorded. */
    record OpenTurn(
            int turn,
            int attempt,
            AgentId speaker,
            ModelRef model,
            HoldId hold,
            long credits,
            List<String> sentences,
            Instant at) {
        OpenTurn {
            sentences = List.copyOf(sentences);
        }

        String text() {
            return String.join("", sentences);
        }

        OpenTurn saying(List<String> said) {
            return new OpenTurn(turn, attempt, speaker, model, hold, credits, said, at);
        }
    }

    /** What an ended turn still owes the ledger; 0 credits release the hold. */
    record Debt(HoldId hold, long credits) {}

    /** One thing said that has ended: a person's message is turn 0 and one sentence. */
    record Line(int turn, @Nullable AgentId agent, String name, List<String> sentences, String ending, Instant at) {
        Line {
            sentences = List.copyOf(sentences);
        }

        String text() {
            return String.join("", sentences);
        }
    }

    boolean exists() {
        return owner != null && !deleted;
    }

    boolean ownedBy(UserId user) {
        return exists() && user.equals(owner);
    }

    @JsonIgnore
    Optional<OpenTurn> openTurn() {
        return Optional.ofNullable(open);
    }

    Optional<Participant> participant(AgentId agent) {
        return participants.stream().filter(it -> it.agent().equals(agent)).findFirst();
    }

    /** Nothing left to do by itself: may sleep. */
    @JsonIgnore
    boolean atRest() {
        return !round.running && open == null && owed.isEmpty();
    }

    /** Whether this attempt of this turn is the one in mid-air. */
    boolean runs(int turn, int attempt) {
        return open != null && open.turn == turn && open.attempt == attempt;
    }

    /** A recorded sentence and whose it is. */
    Optional<ConversationCommand.Recalled> recall(int turn, int sentence) {
        AgentId agent;
        List<String> sentences;
        if (open != null && open.turn == turn) {
            agent = open.speaker;
            sentences = open.sentences;
        } else {
            Optional<Line> line =
                    lines.stream().filter(it -> turn > 0 && it.turn == turn).findFirst();
            agent = line.map(Line::agent).orElse(null);
            sentences = line.map(Line::sentences).orElse(List.of());
        }
        if (agent == null || sentence < 0 || sentence >= sentences.size()) return Optional.empty();
        return participant(agent).map(it -> new ConversationCommand.Recalled(sentences.get(sentence), it));
    }

    /** The conversation as its owner sees it, at a place of its journal. */
    ConversationView view(ConversationId id, long sequence) {
        List<ConversationView.Line> said = new ArrayList<>();
        for (Line it : lines)
            said.add(new ConversationView.Line(it.turn, it.agent, it.name, it.text(), it.ending, it.at));
        openTurn()
                .ifPresent(it -> said.add(new ConversationView.Line(
                        it.turn,
                        it.speaker,
                        participant(it.speaker).map(Participant::name).orElse("agent"),
                        it.text(),
                        "running",
                        it.at)));
        int offset = openTurn().map(it -> it.text().length()).orElse(0);
        return new ConversationView(
                id,
                Objects.requireNonNull(owner),
                title,
                participants,
                said,
                round.running,
                new Cursor(sequence, offset),
                createdAt,
                updatedAt);
    }

    /** The state after an event. The switch is complete by the compiler. */
    Transcript after(ConversationEvent event) {
        Draft draft = new Draft(this);
        Draft next = switch (event) {
            case ConversationEvent.Opened it -> new Draft(opened(it));
            case ConversationEvent.MessageSaid it -> draft.said(it);
            case ConversationEvent.RoundStarted it -> draft.began(it);
            case ConversationEvent.TurnStarted it -> draft.started(it);
            case ConversationEvent.SentenceSpoken it -> draft.spoken(it);
            case ConversationEvent.SentenceVoiced _ -> draft;
            case ConversationEvent.TurnCompleted it -> draft.turnEnded("spoken", it.credits());
            case ConversationEvent.TurnStopped it -> draft.turnEnded("stopped", it.credits());
            case ConversationEvent.TurnFailed _ -> draft.turnEnded("failed", 0);
            case ConversationEvent.TurnSuperseded it -> draft.superseded(it);
            case ConversationEvent.TurnCharged it -> draft.charged(it);
            case ConversationEvent.RoundEnded _ -> draft.roundEnded();
            case ConversationEvent.Deleted _ -> draft.deleted();
        };
        return next.done(event.at());
    }

    /** The state after several events. */
    Transcript after(List<ConversationEvent> events) {
        Transcript transcript = this;
        for (ConversationEvent event : events) transcript = transcript.after(event);
        return transcript;
    }

    private static Transcript opened(ConversationEvent.Opened it) {
        return new Transcript(
                it.owner(),
                it.title(),
                it.participants(),
                List.of(),
                EMPTY.round,
                0,
                null,
                Map.of(),
                "",
                false,
                it.at(),
                it.at());
    }
}

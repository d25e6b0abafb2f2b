package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.Choice;
import parley.engine.floor.Floor;
import parley.engine.floor.Limit;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/**
 * What is true of a conversation: the sum of its events.
 *
 * @param owner who opened it; nobody before it is opened
 * @param turns turns started so far, in all rounds
 * @param proposal who is to speak in the coming turn, where that is decided already
 * @param open the turn that has not ended
 * @param roleplay what its characters know beside what was said
 * @param tab what the ledger holds for it and is owed, beside the open turn
 * @param queue messages that wait for the round to end, next one first
 * @param known the latest messages, so that the same one again is done once
 * @param origin where a fork came from
 * @param shared whether whoever has its address may read it
 */
@JsonTypeName("conversation.state")
record Transcript(
        @Nullable UserId owner,
        String title,
        Seats seats,
        Rules rules,
        Lines lines,
        Round round,
        int turns,
        @Nullable Proposal proposal,
        @Nullable OpenTurn open,
        @JsonUnwrapped Roleplay roleplay,
        @JsonUnwrapped Tab tab,
        List<Queued> queue,
        List<Known> known,
        @Nullable Origin origin,
        boolean deleted,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean shared,

        Instant createdAt,
        Instant updatedAt)
        implements Journaled {

    static final Transcript EMPTY = new Transcript(
            null,
            "",
            Seats.NONE,
            Rules.USUAL,
            Lines.NONE,
            Round.NONE,
            0,
            null,
            null,
            Roleplay.NONE,
            Tab.NONE,
            List.of(),
            List.of(),
            null,
            false,
            false,
            Instant.EPOCH,
            Instant.EPOCH);

    /** A snapshot of before there was a tab is done without: its journal tells more. */
    Transcript {
        Objects.requireNonNull(tab, "tab");
        queue = List.copyOf(queue);
        known = List.copyOf(known);
    }

    /** Who is to speak in a turn that has not begun. */
    record Proposal(int turn, AgentId speaker, Choice why, boolean approved) {
        Proposal approve() {
            return new Proposal(turn, speaker, why, true);
        }
    }

    /** A message that waits. */
    record Queued(String message, UserId author, String text, int turns, WhenBusy how) {}

    /** A message that was taken, and the round that it began or came into. */
    record Known(String message, int round) {
        /** The latest of those before, and this one. */
        List<Known> after(List<Known> before, int most) {
            List<Known> next = new ArrayList<>(before);
            next.removeIf(it -> it.message().equals(message));
            next.add(this);
            return next.subList(Math.max(0, next.size() - most), next.size());
        }
    }

    /** Where a fork came from; {@code read} once the past that it shares with its parent is part of the state. */
    record Origin(ConversationId parent, long sequence, boolean read) {}

    boolean exists() {
        return owner != null && !deleted;
    }

    boolean ownedBy(UserId user) {
        return exists() && user.equals(owner);
    }

    Optional<OpenTurn> openTurn() {
        return Optional.ofNullable(open);
    }

    Optional<Limit> until() {
        return Optional.ofNullable(rules.until());
    }

    /** Who is to speak in the coming turn, where that is decided and still can be. */
    Optional<Proposal> next() {
        return Optional.ofNullable(proposal).filter(it -> seats.mayThisSpeak(it.speaker()));
    }

    /** The round that a message was taken into. */
    Optional<Known> known(String message) {
        return known.stream().filter(it -> it.message().equals(message)).findFirst();
    }

    /** A message waits that stops the running round. */
    @JsonIgnore
    boolean interrupted() {
        return round.running() && !queue.isEmpty() && queue.getFirst().how().stops();
    }

    /** A fork whose past has not been read yet: it can do nothing before. */
    @JsonIgnore
    boolean unread() {
        return origin != null && !origin.read();
    }

    /** Whether this attempt of this turn is the one in mid-air. */
    boolean runs(int turn, int attempt) {
        return open != null && open.turn() == turn && open.attempt() == attempt;
    }

    /** The turn that comes next. */
    @JsonIgnore
    int coming() {
        return turns + 1;
    }

    /** What the rules may look at now. */
    Floor floor(long seed, Instant now) {
        List<Floor.Seat> open = seats.open().stream()
                .map(it -> new Floor.Seat(it.agent(), it.name()))
                .toList();
        List<Floor.Said> said = lines.path().stream()
                .map(lines::line)
                .filter(it -> !it.steers())
                .map(it -> new Floor.Said(it.turn(), it.agent(), it.name(), it.text()))
                .toList();
        return new Floor(open, said, round.onFloor(now), seed);
    }

    /** How long the running round may still run. */
    Optional<Duration> timeLeft(Instant now) {
        if (!round.running() || round.paused()) return Optional.empty();
        return until().flatMap(it -> it.timeLeft(floor(0, now)));
    }

    /** What a turn has said so far; nothing where there is no such turn. */
    List<String> sentences(int turn) {
        if (open != null && open.turn() == turn) return open.sentences();
        return lines.ofTurn(turn).map(Line::sentences).orElse(List.of());
    }

    Optional<Participant> participant(AgentId agent) {
        return seats.participant(agent);
    }

    /** The state after an event. */
    Transcript after(ConversationEvent event) {
        return new Draft(this).after(event);
    }

    /** The state after several events. */
    Transcript after(List<ConversationEvent> events) {
        Transcript transcript = this;
        for (ConversationEvent event : events) transcript = transcript.after(event);
        return transcript;
    }
}

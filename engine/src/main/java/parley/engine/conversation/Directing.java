package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.SpeakerProposed;
import parley.engine.floor.Choice;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** What a direction makes happen; nothing where all is so already. Pure. */
record Directing(ConversationId id, Transcript transcript, UserId who, Instant now) {
    /** Agents that can sit in a room. */
    static final int MOST_SEATS = 16;

    /** Lines that can be pinned. */
    static final int MOST_PINS = 32;

    List<ConversationEvent> events(Direction direction) {
        return switch (direction) {
            case Direction.Pause _ -> paused();
            case Direction.Resume _ -> resumed();
            case Direction.Approve _ -> approved();
            case Direction.AllowTool it -> asked(it.turn(), it.call()).allowed();
            case Direction.RefuseTool it -> asked(it.turn(), it.call()).refused();
            case Direction.Call it -> called(it.agent());
            case Direction.End it -> ended(it.reason());
            case Direction.Steer it -> List.of(new ConversationEvent.Steered(it.text(), now));
            case Direction.Mute it -> muted(it.agent());
            case Direction.Unmute it -> unmuted(it.agent());
            case Direction.Seat it -> seated(it.participant());
            case Direction.Unseat it -> unseated(it.agent());
            case Direction.SetRules it -> ruled(it.rules());
            case Direction.Introduce it -> introduced(new Person(it.name().strip(), it.description()));
            case Direction.Greet it -> new Greeting(id, transcript, it, now).events();
            case Direction.Hear it -> heard(it);
            case Direction.Pin it -> pinned(it.line());
            case Direction.Unpin it -> unpinned(it.line());
            case Direction.Choose it -> chosen(it.line());
            case Direction.Regenerate it -> regenerated(it.line(), it.by());
            case Direction.Edit it -> edited(it);
        };
    }

    private Leave asked(int turn, int call) {
        return new Leave(transcript, who, now, turn, call);
    }

    private List<ConversationEvent> paused() {
        Round round = running();
        return round.paused() ? List.of() : List.of(new ConversationEvent.RoundPaused(round.number(), now));
    }

    private List<ConversationEvent> resumed() {
        Round round = running();
        return round.paused() ? List.of(new ConversationEvent.RoundResumed(round.number(), now)) : List.of();
    }

    private List<ConversationEvent> approved() {
        running();
        Transcript.Proposal next = transcript.next().orElseThrow(() -> Refusal.conflict("no turn waits for approval"));
        return next.approved() ? List.of() : List.of(new ConversationEvent.TurnApproved(next.turn(), now));
    }

    private List<ConversationEvent> called(AgentId agent) {
        if (!transcript.seats().mayThisSpeak(agent)) throw Refusal.conflict("that agent is muted or does not sit here");
        SpeakerProposed next = proposed(agent, "called", "somebody called");
        if (transcript.round().running()) {
            boolean so = transcript
                    .next()
                    .filter(it -> it.approved() && it.speaker().equals(agent))
                    .isPresent();
            return so ? List.of() : List.of(next);
        }
        return List.of(started(1), next);
    }

    private List<ConversationEvent> ended(String reason) {
        Round round = running();
        return round.called() == null
                ? List.of(new ConversationEvent.EndCalled(round.number(), reason, now))
                : List.of();
    }

    private List<ConversationEvent> muted(AgentId agent) {
        seat(agent);
        return transcript.seats().muted().contains(agent)
                ? List.of()
                : List.of(new ConversationEvent.AgentMuted(agent, now));
    }

    private List<ConversationEvent> unmuted(AgentId agent) {
        seat(agent);
        return transcript.seats().muted().contains(agent)
                ? List.of(new ConversationEvent.AgentUnmuted(agent, now))
                : List.of();
    }

    private List<ConversationEvent> seated(Participant participant) {
        if (transcript.seats().taken().contains(participant)) return List.of();
        boolean room = transcript.seats().taken().size() < MOST_SEATS
                || transcript.seats().taken(participant.agent());
        if (!room) throw Refusal.conflict("at most " + MOST_SEATS + " agents can sit in a conversation");
        return List.of(new ConversationEvent.AgentSeated(participant, now));
    }

    /** Who is speaking finishes what they say. */
    private List<ConversationEvent> unseated(AgentId agent) {
        if (!transcript.seats().taken(agent)) return List.of();
        if (transcript.seats().taken().size() == 1)
            throw Refusal.conflict("the last agent cannot leave: delete the conversation instead");
        return List.of(new ConversationEvent.AgentUnseated(agent, now));
    }

    private List<ConversationEvent> ruled(Rules rules) {
        return transcript.rules().equals(rules) ? List.of() : List.of(new ConversationEvent.RulesSet(rules, now));
    }

    private List<ConversationEvent> introduced(Person person) {
        return person.equals(transcript.roleplay().latest())
                ? List.of()
                : List.of(new ConversationEvent.Introduced(person.name(), person.description(), now));
    }

    private List<ConversationEvent> heard(Direction.Hear it) {
        List<String> sentences = transcript.sentences(it.turn());
        if (it.sentence() >= sentences.size())
            throw Refusal.notFound("there is no sentence " + it.sentence() + " of turn " + it.turn());
        int before = sentences.subList(0, it.sentence()).stream()
                .mapToInt(String::length)
                .sum();
        int length = before + words(sentences.get(it.sentence()), it.part());
        return transcript.lines().heard(it.turn()) == length
                ? List.of()
                : List.of(new ConversationEvent.Heard(it.turn(), length, now));
    }

    /** How much of a sentence lies in its first part, whole words only: sound runs about as its letters do. */
    private static int words(String sentence, double part) {
        int end = (int) Math.round(sentence.length() * part);
        while (end > 0 && end < sentence.length() && !Character.isWhitespace(sentence.charAt(end))) end--;
        return end;
    }

    private List<ConversationEvent> pinned(int line) {
        known(line);
        if (transcript.lines().pins().contains(line)) return List.of();
        if (transcript.lines().pins().size() >= MOST_PINS)
            throw Refusal.conflict("at most " + MOST_PINS + " lines can be pinned: unpin one first");
        return List.of(new ConversationEvent.LinePinned(line, now));
    }

    private List<ConversationEvent> unpinned(int line) {
        known(line);
        return transcript.lines().pins().contains(line)
                ? List.of(new ConversationEvent.LineUnpinned(line, now))
                : List.of();
    }

    private List<ConversationEvent> chosen(int line) {
        known(line);
        resting();
        if (transcript.lines().path().contains(line)) return List.of();
        return List.of(new ConversationEvent.HeadMoved(transcript.lines().leaf(line), Move.CHOSEN, now));
    }

    private List<ConversationEvent> regenerated(int line, @Nullable AgentId by) {
        Line old = known(line);
        resting();
        AgentId speaker = by == null ? old.agent() : by;
        if (speaker == null) throw Refusal.conflict("line " + line + " is a person's: edit it instead");
        if (!transcript.seats().mayThisSpeak(speaker))
            throw Refusal.conflict("that agent is muted or does not sit here");
        return List.of(
                new ConversationEvent.HeadMoved(old.after(), Move.REGENERATED, now),
                started(1),
                proposed(speaker, "regenerated", "line " + line + " is answered anew"));
    }

    /** The same words again are the line that stands there already. */
    private List<ConversationEvent> edited(Direction.Edit edit) {
        Line old = known(edit.line());
        resting();
        Optional<Integer> same = transcript.lines().beside(edit.line(), edit.text());
        if (same.isPresent()) return chosen(same.get());
        if (!old.byPerson()) return List.of(new ConversationEvent.LineEdited(edit.line(), edit.text(), now));
        String message = "edit-" + (transcript.lines().all().size() + 1);
        List<ConversationEvent> events = new ArrayList<>();
        events.add(new ConversationEvent.HeadMoved(old.after(), Move.EDITED, now));
        events.add(new ConversationEvent.MessageSaid(message, who, edit.text(), now));
        events.add(started(edit.turns()));
        return events;
    }

    private ConversationEvent started(int turns) {
        return new ConversationEvent.RoundStarted(transcript.round().number() + 1, turns, now);
    }

    private SpeakerProposed proposed(AgentId speaker, String policy, String reason) {
        List<AgentId> candidates =
                transcript.seats().open().stream().map(Participant::agent).toList();
        return new SpeakerProposed(
                transcript.coming(), speaker, new Choice(policy, candidates, reason, 0), true, null, now);
    }

    private void seat(AgentId agent) {
        if (!transcript.seats().taken(agent)) throw Refusal.notFound("that agent does not sit here");
    }

    private Line known(int line) {
        if (!transcript.lines().has(line)) throw Refusal.notFound("there is no line " + line);
        return Objects.requireNonNull(transcript.lines().line(line));
    }

    private Round running() {
        if (!transcript.round().running()) throw Refusal.conflict("no round is running");
        return transcript.round();
    }

    private void resting() {
        if (transcript.round().running())
            throw Refusal.conflict("a round is running: wait for its end, or stop it first");
    }
}

package parley.engine.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;

/** A transcript as its owner sees it. */
final class Views {
    private Views() {}

    /** The conversation at a place of its journal; it must have been opened. */
    static ConversationView of(ConversationId id, Transcript transcript, long sequence) {
        int offset = transcript.openTurn().map(it -> it.text().length()).orElse(0);
        return new ConversationView(
                id,
                Objects.requireNonNull(transcript.owner()),
                transcript.title(),
                transcript.seats().taken().stream().map(Participant::brief).toList(),
                transcript.seats().muted(),
                transcript.rules(),
                said(transcript),
                state(transcript),
                transcript.next().map(Views::next).orElse(null),
                transcript.queue().stream()
                        .map(it -> new ConversationView.Waiting(it.message(), it.text(), it.turns()))
                        .toList(),
                asks(transcript),
                origin(transcript.origin()),
                transcript.roleplay().latest(),
                greeting(transcript),
                transcript.shared(),
                new Cursor(sequence, offset),
                transcript.createdAt(),
                transcript.updatedAt());
    }

    private static @Nullable Integer greeting(Transcript transcript) {
        return transcript.lines().path().stream()
                .limit(1)
                .map(transcript.roleplay().greetings()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static ConversationView.State state(Transcript transcript) {
        Round round = transcript.round();
        if (!round.running()) return ConversationView.State.RESTING;
        if (round.paused()) return ConversationView.State.PAUSED;
        return Coordinator.waits(transcript) ? ConversationView.State.WAITING : ConversationView.State.RUNNING;
    }

    private static ConversationView.Next next(Transcript.Proposal it) {
        return new ConversationView.Next(it.turn(), it.speaker(), it.why(), it.approved());
    }

    private static List<ConversationView.ToolAsk> asks(Transcript transcript) {
        OpenTurn open = transcript.open();
        if (open == null) return List.of();
        return open.uses().made().stream()
                .filter(Use::waits)
                .map(it -> new ConversationView.ToolAsk(
                        open.turn(), it.call(), open.speaker(), it.tool(), it.arguments(), it.at()))
                .toList();
    }

    private static ConversationView.@Nullable Origin origin(Transcript.@Nullable Origin origin) {
        return origin == null ? null : new ConversationView.Origin(origin.parent(), origin.sequence());
    }

    private static List<ConversationView.Line> said(Transcript transcript) {
        Lines lines = transcript.lines();
        Map<Integer, List<Integer>> siblings = siblings(lines);
        List<ConversationView.Line> said = new ArrayList<>();
        for (int number : lines.path()) {
            Line it = lines.line(number);
            List<Integer> beside = siblings.getOrDefault(it.after(), List.of());
            said.add(new ConversationView.Line(
                    number,
                    it.turn(),
                    it.agent(),
                    it.name(),
                    it.text(),
                    it.ending(),
                    lines.pins().contains(number),
                    beside.size() > 1 ? beside : List.of(),
                    it.at()));
        }
        transcript.openTurn().ifPresent(it -> said.add(running(transcript, it)));
        for (Line it : lines.held()) said.add(unnumbered(it));
        return said;
    }

    private static Map<Integer, List<Integer>> siblings(Lines lines) {
        Map<Integer, List<Integer>> siblings = new HashMap<>();
        for (int number = 1; number <= lines.all().size(); number++)
            siblings.computeIfAbsent(lines.line(number).after(), _ -> new ArrayList<>())
                    .add(number);
        return siblings;
    }

    private static ConversationView.Line running(Transcript transcript, OpenTurn it) {
        String name =
                transcript.participant(it.speaker()).map(Participant::name).orElse("agent");
        return new ConversationView.Line(
                0, it.turn(), it.speaker(), name, it.text(), "running", false, List.of(), it.at());
    }

    private static ConversationView.Line unnumbered(Line it) {
        return new ConversationView.Line(
                0, it.turn(), it.agent(), it.name(), it.text(), it.ending(), false, List.of(), it.at());
    }
}

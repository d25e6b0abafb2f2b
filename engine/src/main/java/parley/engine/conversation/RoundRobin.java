package parley.engine.conversation;

import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.floor.Choice;

/** Everybody in turn, in the order they sit, going on after the last who spoke. */
final class RoundRobin implements SpeakerPolicy {
    @Override
    public Decision next(Transcript transcript) {
        List<Participant> seats = transcript.participants();
        int last = seatOfLastSpeaker(transcript);
        Participant speaker = seats.get((last + 1) % seats.size());
        String reason = last < 0
                ? speaker.name() + " sits first"
                : speaker.name() + " sits after " + seats.get(last).name();
        List<AgentId> candidates = seats.stream().map(Participant::agent).toList();
        return new Decision(speaker, new Choice("round-robin", candidates, reason, 0));
    }

    private static int seatOfLastSpeaker(Transcript transcript) {
        return transcript.lines().reversed().stream()
                .filter(it -> it.agent() != null)
                .findFirst()
                .map(line -> seat(transcript.participants(), line))
                .orElse(-1);
    }

    private static int seat(List<Participant> seats, Transcript.Line line) {
        for (int seat = 0; seat < seats.size(); seat++)
            if (seats.get(seat).agent().equals(line.agent())) return seat;
        return -1;
    }
}

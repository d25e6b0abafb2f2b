package parley.http.api;

import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Direction;
import parley.engine.conversation.Ending;
import parley.engine.conversation.Move;
import parley.engine.kernel.Refusal;

/** Leads a room in memory; what a real one checks beyond who sits and what was said it takes as it comes. */
record FakeDirecting(FakeRoom room) {
    void obey(Direction direction) {
        switch (direction) {
            case Direction.Pause _ -> {
                running();
                room.state = ConversationView.State.PAUSED;
                room.record(new ConversationEvent.RoundPaused(room.rounds, FakeRoom.NOON));
            }
            case Direction.Resume _ -> {
                running();
                room.state = ConversationView.State.RUNNING;
                room.record(new ConversationEvent.RoundResumed(room.rounds, FakeRoom.NOON));
                room.speakAll();
            }
            case Direction.Approve _ -> {
                if (room.state != ConversationView.State.WAITING) throw Refusal.conflict("no turn waits for approval");
                room.record(new ConversationEvent.TurnApproved(room.turns + 1, FakeRoom.NOON));
                room.speakAll();
            }
            case Direction.Call it -> {
                Participant called = sitting(it.agent());
                room.record(new ConversationEvent.RoundStarted(++room.rounds, 1, FakeRoom.NOON));
                room.speak(called);
                room.end(Ending.LIMIT);
            }
            case Direction.End it -> {
                running();
                room.record(new ConversationEvent.EndCalled(room.rounds, it.reason(), FakeRoom.NOON));
                room.end(Ending.LIMIT);
            }
            case Direction.Steer it -> room.record(new ConversationEvent.Steered(it.text(), FakeRoom.NOON));
            case Direction.Mute it -> {
                if (room.muted.add(sitting(it.agent()).agent()))
                    room.record(new ConversationEvent.AgentMuted(it.agent(), FakeRoom.NOON));
            }
            case Direction.Unmute it -> {
                if (room.muted.remove(sitting(it.agent()).agent()))
                    room.record(new ConversationEvent.AgentUnmuted(it.agent(), FakeRoom.NOON));
            }
            case Direction.Seat it -> {
                room.participants.add(it.participant());
                room.record(new ConversationEvent.AgentSeated(it.participant(), FakeRoom.NOON));
            }
            case Direction.Unseat it -> {
                if (room.participants.size() == 1) throw Refusal.conflict("the last agent cannot leave");
                room.participants.remove(sitting(it.agent()));
                room.record(new ConversationEvent.AgentUnseated(it.agent(), FakeRoom.NOON));
            }
            case Direction.SetRules it -> {
                room.rules = it.rules();
                room.record(new ConversationEvent.RulesSet(it.rules(), FakeRoom.NOON));
            }
            case Direction.Hear _, Direction.AllowTool _, Direction.RefuseTool _ -> {}
            case Direction.Introduce it ->
                room.record(new ConversationEvent.Introduced(it.name(), it.description(), FakeRoom.NOON));
            case Direction.Greet it ->
                room.record(new ConversationEvent.Greeted(
                        sitting(it.agent()).agent(), it.greeting(), "Hello.", FakeRoom.NOON));
            case Direction.Pin it -> pin(it.line(), true);
            case Direction.Unpin it -> pin(it.line(), false);
            case Direction.Choose it -> {
                known(it.line());
                room.record(new ConversationEvent.HeadMoved(it.line(), Move.CHOSEN, FakeRoom.NOON));
            }
            case Direction.Regenerate it -> {
                ConversationView.Line old = known(it.line());
                AgentId by = it.by() == null ? old.agent() : it.by();
                if (by == null) throw Refusal.conflict("line " + it.line() + " is a person's: edit it instead");
                obey(new Direction.Call(by));
            }
            case Direction.Edit it -> {
                known(it.line());
                room.begin("edit-" + it.line(), it.text(), it.turns());
            }
        }
    }

    private void running() {
        if (room.state == ConversationView.State.RESTING) throw Refusal.conflict("no round is running");
    }

    private Participant sitting(AgentId agent) {
        return room.participants.stream()
                .filter(it -> it.agent().equals(agent))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("that agent does not sit here"));
    }

    private ConversationView.Line known(int line) {
        if (line < 1 || line > room.lines.size()) throw Refusal.notFound("there is no line " + line);
        return room.lines.get(line - 1);
    }

    private void pin(int line, boolean pinned) {
        ConversationView.Line it = known(line);
        room.lines.set(
                line - 1,
                new ConversationView.Line(
                        line, it.turn(), it.agent(), it.name(), it.text(), it.ending(), pinned, List.of(), it.at()));
        room.record(
                pinned
                        ? new ConversationEvent.LinePinned(line, FakeRoom.NOON)
                        : new ConversationEvent.LineUnpinned(line, FakeRoom.NOON));
    }
}

package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** A person's word on a tool that waits for it; the same word again changes nothing. Pure. */
record Leave(Transcript transcript, UserId who, Instant now, int turn, int call) {
    private static final String REFUSED = "the person did not allow it; it did not run";

    List<ConversationEvent> allowed() {
        Use it = asked();
        if (it.approver() != null) return List.of();
        if (it.result() != null) throw Refusal.conflict("nobody waits for leave to use this tool any more");
        return List.of(new ToolApproved(turn, call, who, now));
    }

    List<ConversationEvent> refused() {
        Use it = asked();
        if (it.approver() != null) throw Refusal.conflict("this tool was allowed already");
        if (it.result() != null) return List.of();
        OpenTurn open = transcript.openTurn().orElseThrow();
        return List.of(new ToolRefused(turn, call, who, now), Uses.answered(open, it, REFUSED, now));
    }

    private Use asked() {
        Optional<Use> use = transcript
                .openTurn()
                .filter(it -> it.turn() == turn)
                .flatMap(it -> it.uses().call(call))
                .filter(Use::wanted);
        return use.orElseThrow(() -> Refusal.notFound("no tool of turn " + turn + " asks for leave as call " + call));
    }
}

package parley.http.chatsparty;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.agent.AgentId;
import parley.engine.agent.Agents;
import parley.engine.agent.Participant;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Agents of one's own as participants of a conversation; one that is not there is named. */
final class Casts {
    private static final int MOST = 16;

    private final Agents agents;

    Casts(Agents agents) {
        this.agents = agents;
    }

    /** Everybody, in this order. */
    CompletionStage<List<Participant>> participants(UserId user, List<AgentId> ids) {
        if (ids.isEmpty() || ids.size() > MOST) throw Refusal.invalid("agent_ids must name 1 to " + MOST + " agents");
        List<CompletableFuture<Participant>> asked = ids.stream()
                .distinct()
                .map(it -> participant(user, it).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
    }

    CompletionStage<Participant> participant(UserId user, AgentId id) {
        return agents.profile(user, id).handle((it, failure) -> {
            if (failure == null) return new Participant(it.id(), it.casting());
            if (Refusal.in(failure)
                    .filter(no -> no.kind() == Refusal.Kind.NOT_FOUND)
                    .isPresent()) throw Rooms.notFound("Agent " + id + " not found");
            throw Rooms.wrapped(failure);
        });
    }
}

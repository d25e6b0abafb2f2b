package parley.engine.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;

/** What must be there before a request is taken: the hold of the first thing that it begins. */
record Admission(HoldId hold, long credits, @Nullable AgentId speaker, ModelRef model) {

    /** What these events begin and must pay for; absent where it is nothing. */
    static Optional<Admission> of(List<ConversationEvent> events) {
        return events.stream()
                .flatMap(event -> switch (event) {
                    case ConversationEvent.TurnStarted it ->
                        Optional.of(new Admission(it.hold(), it.credits(), it.speaker(), it.model())).stream();
                    case ConversationEvent.QuestionAsked it ->
                        Optional.of(new Admission(it.hold(), it.credits(), null, it.model())).stream();
                    default -> Optional.<Admission>empty().stream();
                })
                .filter(it -> it.credits() > 0)
                .findFirst();
    }
}

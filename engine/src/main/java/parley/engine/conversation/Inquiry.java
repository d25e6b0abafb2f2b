package parley.engine.conversation;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Usage;

/** What a conversation is asking a model beside the turns. Used by its actor only; one at a time. */
final class Inquiry {
    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private final Trail trail;
    private @Nullable Errands errand;

    Inquiry(ActorContext<ConversationCommand> context, Coordinator coordinator, Trail trail) {
        this.context = context;
        this.coordinator = coordinator;
        this.trail = trail;
    }

    boolean waits() {
        return errand != null;
    }

    void begin(ChatModels models, Errand asks) {
        Errands it = new Errands(
                asks,
                models,
                coordinator.settings().errandWithin(),
                (prompt, answer) -> coordinator.engines().used(asks.model(), prompt, answer),
                trail.stream(),
                context.getSystem());
        errand = it;
        context.pipeToSelf(
                it.run(),
                (outcome, failure) -> new ConversationCommand.ErrandDone(
                        asks,
                        outcome != null
                                ? outcome
                                : new Errand.Outcome("", false, String.valueOf(failure), 1, Usage.NONE)));
    }

    /** Whether this errand is the one waited for; after that it is not waited for any more. */
    boolean done(Errand asks) {
        Errands it = errand;
        boolean expected = it != null && it.errand().equals(asks);
        if (expected) errand = null;
        return expected;
    }

    void cancel() {
        Errands it = errand;
        if (it != null) it.cancel();
        errand = null;
    }
}

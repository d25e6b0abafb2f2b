package parley.engine.llm;

import java.util.List;
import parley.engine.kernel.UserId;

/** The models that this server can reach. */
public interface ChatModels {
    /** What is on offer, best first; never empty. */
    List<ModelInfo> offered();

    /** The best on offer; what {@link ModelRef#DEFAULT} means. */
    default ModelInfo preferred() {
        return offered().getFirst();
    }

    /**
     * What is known of a model, {@link ModelRef#DEFAULT} included.
     *
     * @throws parley.engine.kernel.Refusal NOT_FOUND where its provider is unknown here
     */
    ModelInfo info(ModelRef model);

    /**
     * Opens a model, {@link ModelRef#DEFAULT} included.
     *
     * @throws parley.engine.kernel.Refusal NOT_FOUND where its provider is unknown here
     */
    ChatModel open(ModelRef model);

    /** The models that are reached in this user's name: where users have connections of their own, those too. */
    default ChatModels of(UserId user) {
        return this;
    }

    /** The same for one of the user's rooms: rooms take turns where they have to wait. */
    default ChatModels of(UserId user, String room) {
        return of(user);
    }
}

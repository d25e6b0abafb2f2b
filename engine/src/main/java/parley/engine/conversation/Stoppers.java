package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;

/** Those who wait for the running turn to stop. Used by its actor only. */
final class Stoppers {
    private final List<ActorRef<StatusReply<ConversationView>>> waiting = new ArrayList<>();

    void add(ActorRef<StatusReply<ConversationView>> replyTo) {
        waiting.add(replyTo);
    }

    /** Tells all of them what the conversation has come to. */
    void answer(Supplier<ConversationView> now) {
        if (waiting.isEmpty()) return;
        ConversationView view = now.get();
        waiting.forEach(it -> it.tell(StatusReply.success(view)));
        waiting.clear();
    }
}

package parley.http.api;

import java.util.List;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Verification;

/** What came of folding a conversation's journal anew, on the wire and on the command line. */
public record Verified(
        ConversationId conversation, boolean holds, long events, String state, String stream, List<String> findings) {
    public static Verified of(Verification it) {
        return new Verified(it.conversation(), it.holds(), it.events(), it.state(), it.stream(), it.findings());
    }
}

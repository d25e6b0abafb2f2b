package parley.http.main;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.Refusal;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which conversations a command is about: one, or all. */
final class WhichConversations {
    @Parameters(paramLabel = "CONVERSATION", arity = "0..1", description = "the conversation's id")
    private @Nullable String conversation;

    @Option(names = "--all", description = "every conversation in the journal")
    private boolean all;

    boolean all() {
        return all;
    }

    Source<ConversationId, NotUsed> ids(Inspection inspection) {
        return all ? inspection.all() : Source.single(one());
    }

    private ConversationId one() {
        if (conversation == null) throw new CannotStart("name a conversation, or say --all", null);
        try {
            return new ConversationId(conversation);
        } catch (Refusal refusal) {
            throw new CannotStart(refusal.reason(), refusal);
        }
    }

    /** A single one must be there; among all, none is missing. */
    void check(long events) {
        if (!all && events == 0) throw new CannotStart("the journal holds no conversation " + conversation, null);
    }
}

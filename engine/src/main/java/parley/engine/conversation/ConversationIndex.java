package parley.engine.conversation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** Lists conversations. A list read right after a write shows it. */
public interface ConversationIndex {
    /** One owner's conversations that are not deleted, by time of the last change. */
    CompletionStage<Page<ConversationSummary>> conversations(UserId owner, Page.Request page);

    /** Every conversation of everybody, deleted ones too, in the order of their ids: the next ones after {@code last}. */
    CompletionStage<List<ConversationId>> after(@Nullable ConversationId last, int most);

    /** Every conversation with work to do: an open round or an ended turn that is not charged yet. */
    CompletionStage<List<ConversationId>> unfinished();
}

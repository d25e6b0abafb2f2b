package parley.engine.recording;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.conversation.ConversationId;

/** Knows which recordings have not ended. */
public interface RecordingIndex {
    /** The conversations with recordings that are neither completed nor failed. */
    CompletionStage<List<ConversationId>> unfinished();
}

package parley.http.api;

import static parley.http.api.FakeUsers.refused;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.recording.Captions;
import parley.engine.recording.Cue;
import parley.engine.recording.Mix;
import parley.engine.recording.Recording;
import parley.engine.recording.RecordingId;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Recordings;

/** A house in which nothing is recorded. */
record FakeRecordings(Conversations conversations) implements Recordings {
    private static Refusal none() {
        return Refusal.notFound("there is no such recording");
    }

    @Override
    public CompletionStage<Recording> order(ConversationId id, UserId who, @Nullable RecordingId recording, Mix mix) {
        return refused(Refusal.conflict("nothing can be recorded here"));
    }

    @Override
    public CompletionStage<Recording> recording(RecordingKey key, UserId who) {
        return refused(none());
    }

    @Override
    public CompletionStage<Page<Recording>> recordings(ConversationId id, UserId who, Page.Request page) {
        return CompletableFuture.completedFuture(new Page<>(List.of(), 0, page.page(), page.limit()));
    }

    @Override
    public CompletionStage<Content> audio(RecordingKey key, UserId who) {
        return refused(none());
    }

    @Override
    public CompletionStage<Content> captions(RecordingKey key, UserId who, Captions format) {
        return refused(none());
    }

    @Override
    public CompletionStage<List<Cue>> captions(ConversationId id, UserId who) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Recording> delete(RecordingKey key, UserId who) {
        return refused(none());
    }

    @Override
    public CompletionStage<ConversationView> deleteAll(ConversationId id, UserId who) {
        return conversations.delete(id, who);
    }

    @Override
    public void wake(ConversationId id) {}
}

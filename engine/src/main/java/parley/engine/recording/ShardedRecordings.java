package parley.engine.recording;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Finds the recordings of conversations in the cluster; whoever asks must own the conversation. */
final class ShardedRecordings implements Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(ShardedRecordings.class);

    private final Conversations conversations;
    private final Scripts scripts;
    private final Studio studio;
    private final RecordingSettings settings;
    private final Clock clock;
    private final SecureRandom random;
    private final Residence<AlbumCommand> albums;

    ShardedRecordings(
            ActorSystem<?> system,
            Conversations conversations,
            Studio studio,
            RecordingSettings settings,
            Clock clock,
            SecureRandom random) {
        this.conversations = conversations;
        this.scripts = new Scripts(system, conversations);
        this.studio = studio;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        albums = Residence.open(system, Album.KEY, settings.entity(), entity -> {
            ConversationId id = new ConversationId(entity.getEntityId());
            return Album.create(id, entity.getShard(), new Making(studio, scripts::script, settings, clock));
        });
    }

    @Override
    public CompletionStage<Recording> order(ConversationId id, UserId who, @Nullable RecordingId recording, Mix mix) {
        RecordingId chosen = recording == null ? new RecordingId(Fresh.id("recording", random)) : recording;
        return conversations.view(id, who).thenCompose(view -> {
            if (view.lines().stream().allMatch(it -> it.agent() == null))
                throw Refusal.conflict("no agent has said anything here yet that could be recorded");
            long now = view.cursor().sequence();
            return albums.ask(
                    id.value(), to -> new AlbumCommand.Order(chosen, who, view.title(), mix, now, clock.instant(), to));
        });
    }

    @Override
    public CompletionStage<Recording> recording(RecordingKey key, UserId who) {
        return owned(key.conversation(), who, _ -> shown(key));
    }

    private CompletionStage<Recording> shown(RecordingKey key) {
        return albums.ask(key.conversation().value(), to -> new AlbumCommand.Show(key.recording(), to));
    }

    @Override
    public CompletionStage<Page<Recording>> recordings(ConversationId id, UserId who, Page.Request page) {
        return owned(id, who, _ -> albums.<AlbumCommand.Shown>ask(id.value(), AlbumCommand.ShowAll::new))
                .thenApply(it -> page(it.recordings(), page));
    }

    /** There are few, oldest first. */
    private static Page<Recording> page(List<Recording> all, Page.Request page) {
        List<Recording> sorted = page.oldestFirst() ? all : all.reversed();
        List<Recording> items =
                sorted.stream().skip(page.offset()).limit(page.limit()).toList();
        return new Page<>(items, all.size(), page.page(), page.limit());
    }

    @Override
    public CompletionStage<Content> audio(RecordingKey key, UserId who) {
        return content(
                key,
                who,
                it -> it.mix().format().suffix(),
                it -> it.mix().format().mediaType());
    }

    @Override
    public CompletionStage<Content> captions(RecordingKey key, UserId who, Captions format) {
        return content(key, who, _ -> format.suffix(), _ -> format.mediaType());
    }

    private CompletionStage<Content> content(
            RecordingKey key, UserId who, Function<Recording, String> suffix, Function<Recording, String> mediaType) {
        return recording(key, who).thenCompose(recording -> {
            if (recording.status() != Recording.Status.COMPLETED)
                throw Refusal.conflict("this recording is not completed; it is "
                        + recording.status().name().toLowerCase(Locale.ROOT));
            String ending = suffix.apply(recording);
            return studio.find(key, ending).thenApply(found -> {
                Studio.Kept kept = found.orElseThrow(
                        () -> Refusal.gone("the files of this recording are lost; delete it and order it anew"));
                return new Content(recording, mediaType.apply(recording), ending, kept.size(), kept.bytes());
            });
        });
    }

    @Override
    public CompletionStage<List<Cue>> captions(ConversationId id, UserId who) {
        return conversations
                .view(id, who)
                .thenCompose(scripts::script)
                .thenApply(it -> Cues.of(it, Mix.USUAL, settings.longest()));
    }

    @Override
    public CompletionStage<Recording> delete(RecordingKey key, UserId who) {
        String album = key.conversation().value();
        return owned(
                key.conversation(),
                who,
                _ -> albums.<AlbumCommand.Shown>ask(album, to -> new AlbumCommand.Delete(key.recording(), to))
                        .thenApply(it -> it.recordings().stream()
                                .findFirst()
                                .orElseThrow(() -> Refusal.notFound("there is no such recording"))));
    }

    /** First the recordings, so that whoever was not answered can ask again; then those ordered in the meantime. */
    @Override
    public CompletionStage<ConversationView> deleteAll(ConversationId id, UserId who) {
        return owned(id, who, _ -> cleared(id))
                .thenCompose(_ -> conversations.delete(id, who))
                .thenCompose(last -> cleared(id).handle((_, failure) -> {
                    if (failure != null) LOG.warn("Recordings of a deleted conversation may be left", failure);
                    return last;
                }));
    }

    private CompletionStage<AlbumCommand.Shown> cleared(ConversationId id) {
        return albums.ask(id.value(), AlbumCommand.DeleteAll::new);
    }

    @Override
    public void wake(ConversationId id) {
        CompletionStage<AlbumCommand.Shown> woken = albums.ask(id.value(), AlbumCommand.ShowAll::new);
        woken.whenComplete((_, failure) -> {
            if (failure != null) LOG.warn("The recordings of {} were not woken: {}", id, failure.toString());
        });
    }

    private <T> CompletionStage<T> owned(
            ConversationId id, UserId who, Function<ConversationView, CompletionStage<T>> then) {
        return conversations.view(id, who).thenCompose(then);
    }
}

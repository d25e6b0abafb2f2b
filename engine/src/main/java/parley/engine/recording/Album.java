package parley.engine.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.recording.AlbumCommand.Begin;
import parley.engine.recording.AlbumCommand.Completed;
import parley.engine.recording.AlbumCommand.Delete;
import parley.engine.recording.AlbumCommand.DeleteAll;
import parley.engine.recording.AlbumCommand.Erased;
import parley.engine.recording.AlbumCommand.Failed;
import parley.engine.recording.AlbumCommand.Idle;
import parley.engine.recording.AlbumCommand.NotErased;
import parley.engine.recording.AlbumCommand.Order;
import parley.engine.recording.AlbumCommand.Progressed;
import parley.engine.recording.AlbumCommand.Show;
import parley.engine.recording.AlbumCommand.ShowAll;
import parley.engine.recording.AlbumCommand.Shown;
import parley.engine.recording.Recording.Status;
import parley.engine.recording.Tracks.Track;

/**
 * The recordings of one conversation. Whatever has not ended is made while this is awake, and taken up again by whatever
 * wakes it; the files of a recording are gone before the recording is.
 */
final class Album extends Resident<AlbumCommand, AlbumEvent, Tracks> {
    static final EntityTypeKey<AlbumCommand> KEY = EntityTypeKey.create(AlbumCommand.class, "Album");

    private final ConversationId id;
    private final ActorContext<AlbumCommand> context;
    private final Making making;
    private final Map<RecordingId, Work> underWay = new HashMap<>();

    /** What is done for a recording now; where nothing was begun there is no session. */
    private record Work(
            boolean erasing, int attempt, Studio.@Nullable Session session, Recording.@Nullable Progress far) {
        static final Work PLANNED = new Work(false, 0, null, null);
        static final Work ERASING = new Work(true, 0, null, null);
    }

    private Album(ConversationId id, ActorContext<AlbumCommand> context, ActorRef<ShardCommand> shard, Making making) {
        super(
                PersistenceId.of(KEY.name(), id.value()),
                context,
                shard,
                making.settings().entity(),
                new Idle());
        this.id = id;
        this.context = context;
        this.making = making;
    }

    static Behavior<AlbumCommand> create(ConversationId id, ActorRef<ShardCommand> shard, Making making) {
        return Behaviors.setup(context -> new Album(id, context, shard, making));
    }

    @Override
    public Tracks emptyState() {
        return Tracks.NONE;
    }

    @Override
    public EventHandler<Tracks, AlbumEvent> eventHandler() {
        return (tracks, event) -> event.appliedTo(tracks);
    }

    @Override
    public CommandHandlerWithReply<AlbumCommand, AlbumEvent, Tracks> commandHandler() {
        return (tracks, command) -> {
            takeUp(tracks);
            return switch (command) {
                case Order order -> onOrder(tracks, order);
                case Show show -> onShow(tracks, show);
                case ShowAll show -> answer(show.replyTo(), shown(tracks.all()));
                case Delete delete -> onDelete(tracks, delete);
                case DeleteAll delete -> erase(tracks.all(), delete.replyTo());
                case Begin begin -> onBegin(tracks, begin);
                case Progressed progressed -> onProgressed(progressed);
                case Completed completed -> onCompleted(completed);
                case Failed failed -> onFailed(failed);
                case Erased erased -> onErased(tracks, erased);
                case NotErased kept -> onNotErased(kept);
                case Idle _ -> underWay.isEmpty() ? moveOut() : Effect().noReply();
            };
        };
    }

    /** What has not ended and is not under way was lost with a process or with a write to the journal. */
    private void takeUp(Tracks tracks) {
        for (Track track : tracks.all())
            if (track.open() && underWay.putIfAbsent(track.id(), Work.PLANNED) == null)
                context.getSelf().tell(new Begin(track.id(), making.clock().instant()));
    }

    private ReplyEffect<AlbumEvent, Tracks> onOrder(Tracks tracks, Order order) {
        Optional<Track> there = tracks.track(order.id());
        if (there.isPresent())
            return there.get().mix().equals(order.mix())
                    ? answer(order.replyTo(), shown(there.get()))
                    : refuse(order.replyTo(), Refusal.conflict("a recording of that id exists, and is another one"));
        if (tracks.all().size() >= making.settings().most())
            return refuse(
                    order.replyTo(),
                    Refusal.conflict("this conversation has "
                            + making.settings().most() + " recordings already; delete one first"));
        return Effect()
                .persist(new AlbumEvent.Ordered(
                        order.id(), order.who(), order.name(), order.mix(), order.sequence(), order.at()))
                .thenRun(this::takeUp)
                .thenReply(
                        order.replyTo(),
                        it -> StatusReply.success(shown(it.track(order.id()).orElseThrow())));
    }

    private ReplyEffect<AlbumEvent, Tracks> onShow(Tracks tracks, Show show) {
        return tracks.track(show.id())
                .map(it -> answer(show.replyTo(), shown(it)))
                .orElseGet(() -> refuse(show.replyTo(), unknown()));
    }

    private ReplyEffect<AlbumEvent, Tracks> onBegin(Tracks tracks, Begin begin) {
        Optional<Track> there = tracks.track(begin.id()).filter(Track::open);
        Work work = underWay.get(begin.id());
        if (there.isEmpty() || !Work.PLANNED.equals(work)) return Effect().noReply();
        int attempt = there.get().attempts() + 1;
        if (attempt > making.settings().attempts()) {
            underWay.remove(begin.id());
            return record(
                    new AlbumEvent.Broken(begin.id(), "the server ended too often while it was made", begin.at()));
        }
        return Effect()
                .persist(new AlbumEvent.Begun(begin.id(), attempt, begin.at()))
                .thenRun(it -> it.track(begin.id()).ifPresent(this::make))
                .thenNoReply();
    }

    private void make(Track track) {
        Studio.Session session = making.begin(id, track, context.getSelf());
        underWay.put(track.id(), new Work(false, track.attempts(), session, null));
    }

    private ReplyEffect<AlbumEvent, Tracks> onProgressed(Progressed it) {
        Work work = underWay.get(it.id());
        if (work != null && work.attempt == it.attempt())
            underWay.put(it.id(), new Work(false, work.attempt, work.session, it.progress()));
        return Effect().noReply();
    }

    private ReplyEffect<AlbumEvent, Tracks> onCompleted(Completed it) {
        return ended(it.id(), it.attempt(), new AlbumEvent.Finished(it.id(), it.result(), it.at()));
    }

    private ReplyEffect<AlbumEvent, Tracks> onFailed(Failed it) {
        return ended(it.id(), it.attempt(), new AlbumEvent.Broken(it.id(), it.reason(), it.at()));
    }

    private ReplyEffect<AlbumEvent, Tracks> ended(RecordingId recording, int attempt, AlbumEvent event) {
        Work work = underWay.get(recording);
        if (work == null || work.attempt != attempt) return Effect().noReply();
        underWay.remove(recording);
        return record(event);
    }

    private ReplyEffect<AlbumEvent, Tracks> onDelete(Tracks tracks, Delete delete) {
        return tracks.track(delete.id())
                .map(it -> erase(List.of(it), delete.replyTo()))
                .orElseGet(() -> refuse(delete.replyTo(), unknown()));
    }

    /** A recording that is being made is given up first, so that it leaves nothing behind. */
    private ReplyEffect<AlbumEvent, Tracks> erase(List<Track> tracks, ActorRef<StatusReply<Shown>> replyTo) {
        for (Track track : tracks) {
            Work work = underWay.put(track.id(), Work.ERASING);
            if (work != null && work.session != null) work.session.cancel();
        }
        List<RecordingId> ids = tracks.stream().map(Track::id).toList();
        CompletableFuture<?>[] erased =
                ids.stream().map(it -> making.erased(id, it)).toArray(CompletableFuture[]::new);
        context.pipeToSelf(
                CompletableFuture.allOf(erased),
                (_, failure) -> failure == null
                        ? new Erased(ids, making.clock().instant(), replyTo)
                        : new NotErased(ids, failure.toString(), replyTo));
        return Effect().noReply();
    }

    private ReplyEffect<AlbumEvent, Tracks> onErased(Tracks tracks, Erased erased) {
        List<Track> gone =
                erased.ids().stream().flatMap(it -> tracks.track(it).stream()).toList();
        Shown last = shown(gone);
        erased.ids().forEach(underWay::remove);
        List<AlbumEvent> events = gone.stream()
                .<AlbumEvent>map(it -> new AlbumEvent.Deleted(it.id(), erased.at()))
                .toList();
        if (events.isEmpty()) return answer(erased.replyTo(), last);
        return Effect().persist(events).thenReply(erased.replyTo(), _ -> StatusReply.success(last));
    }

    private ReplyEffect<AlbumEvent, Tracks> onNotErased(NotErased kept) {
        kept.ids().forEach(underWay::remove);
        context.getLog().warn("Files of recordings of {} cannot be deleted: {}", id, kept.reason());
        return refuse(kept.replyTo(), Refusal.conflict("the files cannot be deleted now; try again later"));
    }

    private ReplyEffect<AlbumEvent, Tracks> record(AlbumEvent event) {
        return Effect().persist(event).thenNoReply();
    }

    private Shown shown(List<Track> tracks) {
        return new Shown(tracks.stream().map(this::shown).toList());
    }

    private Recording shown(Track it) {
        Work work = underWay.get(it.id());
        Recording.Progress far = work == null || work.far == null ? Recording.Progress.NONE : work.far;
        return making.shown(id, it, status(it, work), far);
    }

    private static Status status(Track track, @Nullable Work work) {
        if (track.result() != null) return Status.COMPLETED;
        if (!track.open()) return Status.FAILED;
        return work == null || work.far == null ? Status.QUEUED : Status.PROCESSING;
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such recording");
    }
}

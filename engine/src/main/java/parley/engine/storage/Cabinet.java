package parley.engine.storage;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Optional;
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
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;

/** All files of one user: what is known of them, and that they never become more than they may. */
public final class Cabinet extends Resident<Cabinet.Command, Cabinet.Event, CabinetState> {
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Cabinet");

    // Commands: what may be asked.

    sealed interface Command extends Message {}

    /** Asks for room; answers how many bytes there are for it. */
    record Begin(
            FileId file,
            String name,
            @Nullable String conversation,
            long bytes,
            Instant at,
            ActorRef<StatusReply<Long>> replyTo)
            implements Command {}

    record Keep(FileId file, Content content, Instant at, ActorRef<StatusReply<StoredFile>> replyTo)
            implements Command {}

    /** Gives an upload up; a file that is whole stays. */
    record Abandon(FileId file, Instant at, ActorRef<StatusReply<FileId>> replyTo) implements Command {}

    record Delete(FileId file, Instant at, ActorRef<StatusReply<StoredFile>> replyTo) implements Command {}

    /** Tells that the bytes of an abandoned upload or a deleted file are gone. */
    record Forget(FileId file, Instant at, ActorRef<StatusReply<FileId>> replyTo) implements Command {}

    record GetFile(FileId file, ActorRef<StatusReply<StoredFile>> replyTo) implements Command {}

    record GetUsage(ActorRef<StatusReply<FileUsage>> replyTo) implements Command {}

    record Idle() implements Command {}

    // Events: what has happened.

    /** What can have happened to a file. */
    public sealed interface Event extends Journaled {
        FileId file();

        /** When it happened. */
        Instant at();

        /** What is true after it. */
        CabinetState appliedTo(CabinetState state);
    }

    /** From here on there may be bytes of it in the store. */
    @JsonTypeName("file.begun")
    public record Begun(FileId file, String name, @Nullable String conversation, long bytes, Instant at)
            implements Event {
        @Override
        public CabinetState appliedTo(CabinetState state) {
            return state.with(this);
        }
    }

    @JsonTypeName("file.kept")
    public record Kept(FileId file, String mediaType, long size, String sha256, Instant at) implements Event {
        @Override
        public CabinetState appliedTo(CabinetState state) {
            return state.kept(this);
        }
    }

    /** An upload was given up or a file deleted; its bytes may still be there. */
    @JsonTypeName("file.dropped")
    public record Dropped(FileId file, Instant at) implements Event {
        @Override
        public CabinetState appliedTo(CabinetState state) {
            return state.dropped(file);
        }
    }

    /** Nothing of it is left in the store. */
    @JsonTypeName("file.erased")
    public record Erased(FileId file, Instant at) implements Event {
        @Override
        public CabinetState appliedTo(CabinetState state) {
            return state.erased(file);
        }
    }

    // Behaviour: how commands become events.

    private final UserId owner;
    private final FileSettings settings;
    private final Instant since;

    private Cabinet(
            UserId owner,
            ActorContext<Command> context,
            ActorRef<ShardCommand> shard,
            FileSettings settings,
            Instant since) {
        super(PersistenceId.of(KEY.name(), owner.value()), context, shard, settings.entity(), new Idle());
        this.owner = owner;
        this.settings = settings;
        this.since = since;
    }

    /** Room that was promised before {@code since} is free again: whoever asked for it is gone, or is checked at its end. */
    static Behavior<Command> create(UserId owner, ActorRef<ShardCommand> shard, FileSettings settings, Instant since) {
        return Behaviors.setup(context -> new Cabinet(owner, context, shard, settings, since));
    }

    @Override
    public CabinetState emptyState() {
        return CabinetState.EMPTY;
    }

    @Override
    public CommandHandlerWithReply<Command, Event, CabinetState> commandHandler() {
        return (state, command) -> switch (command) {
            case Begin begin -> onBegin(state, begin);
            case Keep keep -> onKeep(state, keep);
            case Abandon abandon -> onAbandon(state, abandon);
            case Delete delete -> onDelete(state, delete);
            case Forget forget -> onForget(state, forget);
            case GetFile get -> onGetFile(state, get);
            case GetUsage get -> answer(get.replyTo, usage(state));
            case Idle idle -> moveOut();
        };
    }

    private ReplyEffect<Event, CabinetState> onBegin(CabinetState state, Begin begin) {
        FileSettings.Limits limits = settings.limits();
        long left = limits.bytes() - state.bytes() - state.promised(since);
        if (state.knows(begin.file)) return refuse(begin.replyTo, Refusal.conflict("a file of that id exists"));
        if (state.files().size() + state.uploads(since) >= limits.files())
            return refuse(
                    begin.replyTo,
                    Refusal.conflict("there is no room: " + limits.files() + " files may be stored; delete some"));
        if (begin.bytes > left) return refuse(begin.replyTo, full(state));
        long room = Math.min(limits.largest(), left);
        return Effect()
                .persist(new Begun(begin.file, begin.name, begin.conversation, begin.bytes, begin.at))
                .thenReply(begin.replyTo, now -> StatusReply.success(room));
    }

    private ReplyEffect<Event, CabinetState> onKeep(CabinetState state, Keep keep) {
        Optional<CabinetState.Item> known = state.file(keep.file);
        if (known.isPresent()) return answer(keep.replyTo, known.get().owned(owner));
        if (state.upload(keep.file).isEmpty())
            return refuse(keep.replyTo, Refusal.conflict("this upload took too long and was given up; send it again"));
        Content content = keep.content;
        if (state.bytes() + content.size() > settings.limits().bytes()) return refuse(keep.replyTo, full(state));
        return Effect()
                .persist(new Kept(keep.file, content.mediaType(), content.size(), content.sha256(), keep.at))
                .thenReply(
                        keep.replyTo,
                        now -> now.file(keep.file)
                                .map(it -> StatusReply.success(it.owned(owner)))
                                .orElseGet(() -> unknown().reply()));
    }

    private ReplyEffect<Event, CabinetState> onAbandon(CabinetState state, Abandon abandon) {
        if (state.file(abandon.file).isPresent())
            return refuse(abandon.replyTo, Refusal.conflict("this file is whole"));
        if (state.upload(abandon.file).isEmpty()) return answer(abandon.replyTo, abandon.file);
        return drop(abandon.file, abandon.at, abandon.replyTo, abandon.file);
    }

    private ReplyEffect<Event, CabinetState> onDelete(CabinetState state, Delete delete) {
        return state.file(delete.file)
                .map(it -> drop(delete.file, delete.at, delete.replyTo, it.owned(owner)))
                .orElseGet(() -> refuse(delete.replyTo, unknown()));
    }

    private ReplyEffect<Event, CabinetState> onForget(CabinetState state, Forget forget) {
        if (!state.leaving().contains(forget.file)) return answer(forget.replyTo, forget.file);
        return Effect()
                .persist(new Erased(forget.file, forget.at))
                .thenReply(forget.replyTo, now -> StatusReply.success(forget.file));
    }

    private ReplyEffect<Event, CabinetState> onGetFile(CabinetState state, GetFile get) {
        return state.file(get.file)
                .map(it -> answer(get.replyTo, it.owned(owner)))
                .orElseGet(() -> refuse(get.replyTo, unknown()));
    }

    private <R> ReplyEffect<Event, CabinetState> drop(
            FileId file, Instant at, ActorRef<StatusReply<R>> replyTo, R reply) {
        return Effect().persist(new Dropped(file, at)).thenReply(replyTo, now -> StatusReply.success(reply));
    }

    private FileUsage usage(CabinetState state) {
        FileSettings.Limits limits = settings.limits();
        return new FileUsage(state.bytes(), state.files().size(), limits.bytes(), limits.files());
    }

    private Refusal full(CabinetState state) {
        return Refusal.conflict("there is no room for this file: " + state.bytes() + " of "
                + settings.limits().bytes() + " bytes are in use; delete files first");
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such file");
    }

    @Override
    public EventHandler<CabinetState, Event> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}

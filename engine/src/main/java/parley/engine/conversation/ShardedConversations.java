package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.speech.Sound;

/** Conversations as sharded actors: each lives on one node, anybody reaches it from any. */
final class ShardedConversations implements Conversations {
    private final ClusterSharding sharding;
    private final Engines engines;
    private final ConversationSettings settings;
    private final ActorSystem<?> system;
    private final History history;
    private final Archive archive;
    private final Receipts receipts;
    private final Rehearsals rehearsals;
    private final @Nullable String traceparent;

    ShardedConversations(ActorSystem<?> system, Engines engines, ConversationSettings settings) {
        this.sharding = ClusterSharding.get(system);
        this.engines = engines;
        this.settings = settings;
        this.system = system;
        this.history = new History(system, settings.readJournal());
        this.archive = new Archive(system, history);
        this.receipts = new Receipts(archive, history, engines.models(), settings, system);
        this.rehearsals = new Rehearsals(archive, history, engines, settings, system);
        this.traceparent = null;
        sharding.init(Entity.of(Conversation.KEY, new Arrival(system, engines, settings, archive)::conversation)
                .withStopMessage(new ConversationCommand.Leave()));
        engines.prepare();
    }

    private ShardedConversations(ShardedConversations door, String traceparent) {
        this.sharding = door.sharding;
        this.engines = door.engines;
        this.settings = door.settings;
        this.system = door.system;
        this.history = door.history;
        this.archive = door.archive;
        this.receipts = door.receipts;
        this.rehearsals = door.rehearsals;
        this.traceparent = traceparent;
    }

    @Override
    public Conversations within(@Nullable String traceparent) {
        return traceparent == null ? this : new ShardedConversations(this, traceparent);
    }

    @Override
    public CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants, Rules rules) {
        return open(id, owner, title, participants, rules, engines.clock().instant());
    }

    @Override
    public CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants, Rules rules, Instant at) {
        Bounds.checkSeats(participants);
        Bounds.checkTitle(title);
        return ask(id, to -> new ConversationCommand.Open(owner, title, participants, rules, at, to));
    }

    @Override
    public CompletionStage<Accepted> say(
            ConversationId id, UserId author, String message, String text, int turns, @Nullable WhenBusy whenBusy) {
        Bounds.checkText(text);
        Bounds.checkTurns(turns);
        return ask(
                id,
                to -> new ConversationCommand.Say(
                        author, message, text, turns, whenBusy, engines.clock().instant(), traceparent, to));
    }

    @Override
    public CompletionStage<ConversationView> direct(ConversationId id, UserId who, Direction direction) {
        Bounds.check(direction);
        return ask(
                id,
                to -> new ConversationCommand.Direct(
                        who, direction, engines.clock().instant(), traceparent, to));
    }

    @Override
    public CompletionStage<ConversationView> share(ConversationId id, UserId who, boolean shared) {
        return ask(
                id,
                to -> new ConversationCommand.Share(who, shared, engines.clock().instant(), to));
    }

    @Override
    public CompletionStage<ConversationView> shared(ConversationId id) {
        return ask(id, ConversationCommand.ViewShared::new);
    }

    @Override
    public CompletionStage<ConversationView> add(ConversationId id, UserId who, String key, List<PastLine> lines) {
        return add(id, who, key, lines, engines.clock().instant());
    }

    @Override
    public CompletionStage<ConversationView> add(
            ConversationId id, UserId who, String key, List<PastLine> lines, Instant at) {
        Bounds.checkAdded(key, lines);
        return ask(id, to -> new ConversationCommand.Add(who, key, lines, at, to));
    }

    @Override
    public CompletionStage<ConversationView> stop(ConversationId id, UserId who) {
        return ask(id, to -> new ConversationCommand.Stop(who, engines.clock().instant(), to));
    }

    @Override
    public CompletionStage<ConversationView> view(ConversationId id, UserId who) {
        return ask(id, to -> new ConversationCommand.View(who, to));
    }

    @Override
    public CompletionStage<ConversationView> view(ConversationId id, UserId who, long at) {
        return reachable(id, who, at).thenCompose(_ -> archive.at(id, at)).thenApply(it -> Views.of(id, it, at));
    }

    /** Whether this is the owner's and has come this far. */
    private CompletionStage<ConversationView> reachable(ConversationId id, UserId who, long at) {
        if (at < 1) throw Refusal.invalid("at is the sequence number of an event, 1 or more");
        return view(id, who).thenApply(now -> {
            long last = now.cursor().sequence();
            if (at > last) throw Refusal.gone("there is no event " + at + " yet; the nearest is " + last);
            return now;
        });
    }

    /** The past is read while the child's first event is written; the child itself need not wake for the answer. */
    @Override
    public CompletionStage<ConversationView> fork(
            ConversationId id, UserId who, ConversationId child, long at, @Nullable String title) {
        if (!child.mayBeFork()) throw Refusal.invalid("the id of a fork begins with fork-");
        if (title != null) Bounds.checkTitle(title);
        return reachable(id, who, at).thenCompose(parent -> {
            ConversationEvent.Forked forked = new ConversationEvent.Forked(
                    id,
                    at,
                    who,
                    title == null ? parent.title() : title,
                    engines.clock().instant());
            CompletionStage<Transcript> past = archive.at(id, at);
            return this.<ConversationCommand.Begun>ask(child, to -> new ConversationCommand.Fork(forked, to))
                    .thenCompose(begun -> begun.fresh()
                            ? past.thenApply(it -> Views.of(child, Archive.folded(it, forked), 1))
                            : view(child, who));
        });
    }

    @Override
    public CompletionStage<ConversationView> delete(ConversationId id, UserId who) {
        return ask(id, to -> new ConversationCommand.Delete(who, engines.clock().instant(), to));
    }

    @Override
    public Source<FeedEvent, NotUsed> watch(ConversationId id, UserId who, Cursor after, @Nullable String listener) {
        if (listener != null) Bounds.checkListener(listener);
        Viewing.Doors doors = new Viewing.Doors(
                viewer -> entity(id).tell(new ConversationCommand.Watch(who, viewer, listener, Couriers.of(system))),
                (from, to, most) -> history.page(id, from, to, most));
        return Source.fromGraph(new Viewing(doors, after, settings.viewerWindow()));
    }

    @Override
    public CompletionStage<Done> played(ConversationId id, UserId who, String listener, int turn, int sentence) {
        Bounds.checkListener(listener);
        Bounds.checkSentence(turn, sentence);
        return ask(id, to -> new ConversationCommand.Played(who, listener, turn, sentence, to));
    }

    @Override
    public Source<FeedEvent.Recorded, NotUsed> history(ConversationId id, Cursor after) {
        return history.after(id, after, Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<Source<FeedEvent.Recorded, NotUsed>> history(
            ConversationId id, UserId who, Cursor after, long to) {
        return view(id, who).thenApply(now -> {
            Cursor last = now.cursor();
            if (after.sequence() > last.sequence() || to > last.sequence())
                throw Refusal.gone("the conversation is not that far yet; the nearest cursor is " + last);
            return history.after(id, after, to == 0 ? last.sequence() : to);
        });
    }

    @Override
    public CompletionStage<Receipt> receipt(ConversationId id, UserId who, int turn) {
        return view(id, who).thenCompose(_ -> receipts.receipt(id, turn));
    }

    @Override
    public CompletionStage<Rehearsal> prompt(ConversationId id, UserId who, @Nullable AgentId speaker) {
        return view(id, who).thenCompose(it -> rehearsals.coming(id, it.cursor().sequence(), speaker));
    }

    @Override
    public CompletionStage<Rehearsal> prompt(ConversationId id, UserId who, int turn) {
        return view(id, who).thenCompose(_ -> rehearsals.past(id, turn));
    }

    @Override
    public CompletionStage<Verification> verify(ConversationId id, UserId who) {
        return this.<ConversationCommand.Print>ask(id, to -> new ConversationCommand.Fingerprint(who, to))
                .thenCompose(live -> Audit.folded(archive, history, id, live.sequence(), system)
                        .thenApply(it -> it.verified(id, live)));
    }

    @Override
    public CompletionStage<Verification> verify(ConversationId id) {
        return Audit.folded(archive, history, id, Long.MAX_VALUE, system).thenApply(it -> it.verified(id, null));
    }

    @Override
    public CompletionStage<Sound> sound(ConversationId id, UserId who, int turn, int sentence) {
        return this.<ConversationCommand.Recalled>ask(id, to -> new ConversationCommand.Recall(who, turn, sentence, to))
                .thenCompose(it ->
                        engines.speaker().say(it.text(), it.speaker().casting().voice()));
    }

    @Override
    public void wake(ConversationId id) {
        entity(id).tell(new ConversationCommand.Continue());
    }

    private <T> CompletionStage<T> ask(
            ConversationId id, Function<ActorRef<StatusReply<T>>, ConversationCommand> command) {
        return entity(id).askWithStatus(command::apply, settings.askWithin());
    }

    private EntityRef<ConversationCommand> entity(ConversationId id) {
        return sharding.entityRefFor(Conversation.KEY, id.value());
    }
}

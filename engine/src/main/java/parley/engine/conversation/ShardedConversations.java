package parley.engine.conversation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.agent.Participant;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Balance;
import parley.engine.speech.Sound;

/** Conversations as sharded actors: each lives on one node, anybody reaches it from any. */
final class ShardedConversations implements Conversations {
    private static final int LONGEST_TEXT = 32_000;
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_PARTICIPANTS = 16;
    private static final int MOST_TURNS = 200;

    private final ClusterSharding sharding;
    private final Engines engines;
    private final ConversationSettings settings;
    private final History history;

    ShardedConversations(ActorSystem<?> system, Engines engines, ConversationSettings settings) {
        this.sharding = ClusterSharding.get(system);
        this.engines = engines;
        this.settings = settings;
        this.history = new History(system, settings.readJournal());
        sharding.init(Entity.of(Conversation.KEY, this::conversation));
    }

    private Behavior<ConversationCommand> conversation(EntityContext<ConversationCommand> entity) {
        Coordinator coordinator = new Coordinator(
                new ConversationId(entity.getEntityId()),
                engines,
                new RoundRobin(),
                new PromptWriter(settings.maxTokens(), settings.promptWindow()),
                settings);
        return Behaviors.setup(context -> Conversation.create(
                coordinator, () -> entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()))));
    }

    @Override
    public CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants) {
        if (participants.isEmpty() || participants.size() > MOST_PARTICIPANTS)
            throw Refusal.invalid("a conversation needs 1 to " + MOST_PARTICIPANTS + " agents");
        if (participants.stream().map(Participant::agent).distinct().count() < participants.size())
            throw Refusal.invalid("an agent can sit in a conversation only once");
        if (title.length() > LONGEST_TITLE)
            throw Refusal.invalid("a title is at most " + LONGEST_TITLE + " characters");
        return ask(
                id,
                to -> new ConversationCommand.Open(
                        owner, title, participants, engines.clock().instant(), to));
    }

    @Override
    public CompletionStage<Accepted> say(ConversationId id, UserId author, String message, String text, int turns) {
        if (text.isBlank() || text.length() > LONGEST_TEXT)
            throw Refusal.invalid("a message must be 1 to " + LONGEST_TEXT + " characters");
        if (turns < 1 || turns > MOST_TURNS) throw Refusal.invalid("turns must be 1 to " + MOST_TURNS);
        return engines.accounts()
                .balance(author)
                .thenAccept(ShardedConversations::checkFunds)
                .thenCompose(_ -> ask(
                        id,
                        to -> new ConversationCommand.Say(
                                author, message, text, turns, engines.clock().instant(), to)));
    }

    private static void checkFunds(Balance balance) {
        if (balance.available() < 1)
            throw Refusal.exhausted("Insufficient credits. Required: 1, Available: " + balance.available());
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
    public CompletionStage<ConversationView> delete(ConversationId id, UserId who) {
        return ask(id, to -> new ConversationCommand.Delete(who, engines.clock().instant(), to));
    }

    @Override
    public Source<FeedEvent, NotUsed> watch(ConversationId id, UserId who, Cursor after) {
        Viewing.Doors doors = new Viewing.Doors(
                viewer -> entity(id).tell(new ConversationCommand.Watch(who, viewer)),
                (from, to, most) -> history.page(id, from, to, most));
        return Source.fromGraph(new Viewing(doors, after, settings.viewerWindow()));
    }

    @Override
    public Source<FeedEvent.Recorded, NotUsed> history(ConversationId id, Cursor after) {
        return history.after(id, after);
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

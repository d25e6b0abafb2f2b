package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.query.javadsl.PersistenceTestKitReadJournal;
import org.apache.pekko.stream.javadsl.Sink;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.moderation.Moderation;
import parley.engine.price.Price;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** A house with real conversations, a journal in memory, and small honest neighbours. */
final class House implements AutoCloseable {
    static final UserId ADA = new UserId("ada");
    static final Voice ALOUD = new Voice("test", "loud");
    private static final Config CONFIG = PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load().getConfig("parley.cluster.alone"))
            .withFallback(ConfigFactory.parseString("""
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                pekko.loglevel = WARNING
                pekko.coordinated-shutdown.exit-jvm = off
                parley.journal.families = ["parley.engine.conversation.ConversationEvent", "parley.engine.conversation.Transcript"]
                    pekko.actor.serializers.parley-journal = "parley.engine.kernel.JournalSerializer"
                    pekko.actor.serialization-bindings {
                      "parley.engine.kernel.Message" = jackson-cbor
                      "parley.engine.kernel.Journaled" = parley-journal
                    }
                """));
    /** A credit a message and a credit a thousand tokens; a credit a token where the model is dear. */
    static final Rates PRICES = Rates.of("1", "1", "test").with(Price.of(new ModelRef("test", "Dear"), "0", "1000"));

    static final ConversationSettings SETTINGS = settings("""
            snapshot-every = 50, idle = 1m, ask-within = 20s, max-tokens = 200, held-tokens = 100, errand-within = 5s
            attempts = 5, viewer-window = 16, charge-again = 50ms
            """);

    /** The usual ones but for these, with the journal of the house. */
    static ConversationSettings settings(String others) {
        Config usual = ConfigFactory.load().getConfig("parley.conversation");
        String journal = "\nread-journal = \"" + PersistenceTestKitReadJournal.Identifier() + "\"";
        return ConversationSettings.from(
                ConfigFactory.parseString(others + journal).withFallback(usual).resolve());
    }

    final ActorTestKit kit = ActorTestKit.create("house", CONFIG);
    final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    final Ledgers accounts = new Ledgers();
    final Scripts models = new Scripts();
    final Loud speaker = new Loud();
    final Bench tools = new Bench();
    final Conversations conversations;

    House() {
        this(SETTINGS, Moderation.NONE);
    }

    House(ConversationSettings settings) {
        this(settings, Moderation.NONE);
    }

    House(Moderation moderation) {
        this(SETTINGS, moderation);
    }

    private House(ConversationSettings settings, Moderation moderation) {
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Engines engines = new Engines(models, speaker, accounts, PRICES, moderation, tools, Clock.systemUTC());
        conversations = new ShardedConversations(kit.system(), engines, settings);
    }

    /** As good as new, but for the rooms. */
    void tidy() {
        models.answers.clear();
        models.asked.clear();
        tools.used.clear();
        tools.underWay.clear();
        tools.results.putAll(Bench.RESULTS);
        accounts.available = 10_000;
    }

    static Participant seat(String name, Voice voice) {
        Casting casting =
                new Casting(name, new Persona.Plain("You are " + name + "."), new ModelRef("test", name), voice);
        return new Participant(new AgentId(name), casting);
    }

    ConversationId open(String id, String... names) {
        return open(id, Rules.USUAL, names);
    }

    ConversationId open(String id, Rules rules, String... names) {
        ConversationId room = new ConversationId(id);
        List<Participant> seats =
                List.of(names).stream().map(it -> seat(it, Voice.NONE)).toList();
        now(conversations.open(room, ADA, "A room", seats, rules));
        return room;
    }

    /** Everything a viewer sees from a cursor until an event that fits, that one included. */
    List<FeedEvent> watched(ConversationId room, Cursor after, Predicate<ConversationEvent> last) {
        return now(conversations
                .watch(room, ADA, after)
                .takeWhile(it -> !(it instanceof FeedEvent.Recorded r && last.test(r.event())), true)
                .runWith(Sink.seq(), kit.system()));
    }

    List<ConversationEvent> journal(ConversationId room) {
        return now(conversations
                .history(room, Cursor.START)
                .map(FeedEvent.Recorded::event)
                .runWith(Sink.seq(), kit.system()));
    }

    <T> List<T> journal(ConversationId room, Class<T> type) {
        return journal(room).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Says something and waits for the end of its round. */
    RoundEnded round(ConversationId room, String message, String text, int turns) {
        Accepted said = now(conversations.say(room, ADA, message, text, turns, null));
        return events(watched(room, said.cursor(), RoundEnded.class::isInstance), RoundEnded.class)
                .getLast();
    }

    /** A room in which Ann and Bob have talked, and every turn of it is charged. */
    ConversationId talked(String id, int turns) {
        ConversationId room = open(id, "Ann", "Bob");
        round(room, "m1", "Hello", turns);
        watched(room, Cursor.START, ConversationTest.chargedTurn(turns));
        return room;
    }

    List<String> texts(ConversationId room) {
        return now(conversations.view(room, ADA)).lines().stream()
                .map(ConversationView.Line::text)
                .toList();
    }

    /** Waits until somebody is heard speaking. */
    void awaitDelta(ConversationId room, Cursor after) {
        now(conversations
                .watch(room, ADA, after)
                .filter(it -> it instanceof FeedEvent.Delta)
                .take(3)
                .runWith(Sink.seq(), kit.system()));
    }

    /**
     * Ends the room's actor, as another node's death would; the next message wakes it from its journal. Waits until its
     * shard knows, because what is sent between the two is lost.
     */
    void restart(ConversationId room) {
        now(conversations.view(room, ADA));
        ActorSelection places =
                Adapter.toClassic(kit.system()).actorSelection("/system/sharding/Conversation/*/" + room.value());
        ActorIdentity identity = (ActorIdentity) now(Patterns.ask(places, new Identify(room), Duration.ofSeconds(5)));
        identity.getActorRef().ifPresent(actor -> {
            actor.tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
            kit.createTestProbe().expectTerminated(Adapter.toTyped(actor));
            awaitGone(room);
        });
    }

    /** Waits until the room's actor has ended and its shard knows. */
    void awaitGone(ConversationId room) {
        kit.createTestProbe().awaitAssert(() -> assertThat(awake()).doesNotContain(room.value()));
    }

    /** The rooms that live here now, by their shards' own account. */
    private Set<String> awake() {
        ShardRegion.CurrentShardRegionState state = now(AskPattern.ask(
                ClusterSharding.get(kit.system()).shardState(),
                (ActorRef<ShardRegion.CurrentShardRegionState> to) -> new GetShardRegionState(Conversation.KEY, to),
                Duration.ofSeconds(5),
                kit.system().scheduler()));
        return state.getShards().stream()
                .flatMap(it -> it.getEntityIds().stream())
                .collect(Collectors.toSet());
    }

    static <T> List<T> events(List<FeedEvent> seen, Class<T> type) {
        return seen.stream()
                .filter(it -> it instanceof FeedEvent.Recorded)
                .map(it -> ((FeedEvent.Recorded) it).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static void refused(Refusal.Kind kind, Supplier<CompletionStage<?>> asked) {
        assertThatThrownBy(() -> now(asked.get()))
                .satisfies(it -> assertThat(Refusal.in(it).map(Refusal::kind)).isEqualTo(Optional.of(kind)));
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    /** Says everything at 60 ms a word, at once, but what is endless, or unspeakable, or worse, unthinkable. */
    static final class Loud implements Speaker {
        final AtomicInteger said = new AtomicInteger();
        final BlockingQueue<CompletableFuture<Sound>> underWay = new LinkedBlockingQueue<>();
        final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<Sound> say(String sentence, Voice voice) {
            said.incrementAndGet();
            if (sentence.contains("endless")) {
                CompletableFuture<Sound> never = new CompletableFuture<>();
                underWay.add(never);
                return never;
            }
            heard.add(sentence);
            if (sentence.contains("unthinkable")) throw new IllegalStateException("broken");
            if (sentence.contains("unspeakable")) return CompletableFuture.failedFuture(new SpeechFailure("no voice"));
            return CompletableFuture.completedFuture(new Sound(
                    "audio/wav", org.apache.pekko.util.ByteString.fromString(sentence), Duration.ofMillis(60)));
        }

        @Override
        public List<VoiceInfo> voices() {
            return List.of(new VoiceInfo(ALOUD, "Loud", "en"));
        }
    }
}

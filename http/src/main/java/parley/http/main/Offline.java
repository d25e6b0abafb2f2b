package parley.http.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Cursor;
import parley.engine.llm.ChatModels;
import parley.engine.safe.MasterKeys;
import parley.engine.user.Departures;
import parley.engine.user.UserSettings;
import parley.engine.voicing.VoiceConnections;
import parley.http.api.Connected;
import parley.http.api.Doors;
import parley.http.api.JournalLine;
import parley.http.api.Pace;
import parley.http.migration.Arrivals;
import parley.http.migration.Stock;
import parley.http.provider.Discovery;
import parley.http.provider.ModelSettings;
import parley.http.voice.VoiceBox;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseUnavailable;
import parley.persistence.index.ConnectionList;
import parley.persistence.index.VoiceKeyList;
import parley.persistence.journal.Rebuild;

/** The house with its doors closed to visitors: for work on the journal itself. */
final class Offline implements AutoCloseable {
    /** A cluster of its own, which joins none that serves, and whose actors leave the memory soon: it meets each once. */
    static final Config ALONE = ConfigFactory.parseString("""
        parley.cluster.join = alone
        pekko.cluster.seed-nodes = []
        pekko.remote.artery.canonical.port = 0
        pekko.remote.artery.bind { hostname = "", port = "" }
        parley.user.entity.idle = 10s
        parley.agent.entity.idle = 10s
        parley.ledger.entity.idle = 10s
        parley.connections.entity.idle = 10s
        parley.voicing.entity.idle = 10s
        parley.conversation.idle = 10s
        """);

    /** Work on the whole journal takes as long as it takes, and who does it sees what becomes of it. */
    private static final Config UNHURRIED =
            ConfigFactory.parseString("parley.database.watch { silence = 0 s, probe = 0 s }");

    private static final Config QUIET = ConfigFactory.parseString("parley.models.discover = off");

    private final ActorSystem<Void> system;
    private @Nullable Node house;

    private Offline(ActorSystem<Void> system) {
        this.system = system;
    }

    static Offline open(Config config) {
        try {
            return new Offline(Node.system(UNHURRIED.withFallback(config)));
        } catch (RuntimeException failure) {
            Throwable reason = Server.reason(failure);
            throw reason instanceof DatabaseUnavailable
                    ? new CannotStart(String.valueOf(reason.getMessage()), reason)
                    : failure;
        }
    }

    void rebuild(Consumer<String> progress) {
        join();
        Rebuild.of(system).run(progress).toCompletableFuture().join();
    }

    /** Prints a conversation's past at a pace; answers how many events it has. */
    CompletionStage<Long> replay(ConversationId id, Pace pace, boolean json, PrintWriter out) {
        Playback playback = new Playback();
        return doors().conversations()
                .history(id, Cursor.START) // what is recorded
                .via(pace.flow()) // at its pace
                .map(it -> json ? JournalLine.of(it) + "\n" : playback.next(it.event())) // text
                .map(text -> print(text, out))
                .runWith(Sink.fold(0L, (count, _) -> count + 1), system);
    }

    private static NotUsed print(String text, PrintWriter out) {
        out.print(text);
        out.flush();
        return NotUsed.getInstance();
    }

    /** How many secrets each master key seals, by its id. */
    Map<String, Long> seals() {
        Database database = Database.of(system);
        Map<String, Long> seals = new TreeMap<>();
        Stream.of(new ConnectionList(database).seals(), new VoiceKeyList(database).seals())
                .map(it -> it.toCompletableFuture().join())
                .forEach(each -> each.forEach((key, count) -> seals.merge(key, count, Long::sum)));
        return seals;
    }

    /** Seals every secret with the newest of these keys; answers for how many users it could not be done. */
    int reseal(MasterKeys keys, Consumer<String> progress) {
        join();
        Connected connected = doors().connected();
        VoiceConnections voices = house().voices();
        return new Resealing(
                        List.of(
                                new Resealing.Shelf(
                                        connected.index()::sealedOtherwise, connected.connections()::reseal),
                                new Resealing.Shelf(
                                        new VoiceKeyList(Database.of(system))::sealedOtherwise, voices::reseal)),
                        keys.current(),
                        progress)
                .run();
    }

    /** Where users and all that is theirs can move in. */
    Arrivals arrivals() {
        join();
        Doors open = doors();
        return new Arrivals(
                open.users(),
                open.accounts(),
                open.connected().connections(),
                house().voices(),
                open.agents(),
                open.conversations(),
                open.prices());
    }

    /** Everything that there is. */
    Stock stock() {
        join();
        Doors open = doors();
        Config config = system.settings().config().getConfig("parley.user");
        return new Stock(
                system,
                new UserIds(Database.of(system)),
                Departures.sharded(system, UserSettings.from(config)),
                open.accounts(),
                open.statements(),
                open.connected().connections(),
                open.connected().index(),
                house().voices(),
                open.agentIndex(),
                open.conversations(),
                open.conversationIndex(),
                open.prices());
    }

    /** Whoever may write does so alone: not while a server uses the same database, and no server starts meanwhile. */
    private void join() {
        Clustered.visit(system);
    }

    /** Looks through everything that the journal holds of conversations. */
    Inspection inspection() {
        return new Inspection(system, doors().conversations(), doors().conversationIndex());
    }

    /** The house with nobody to think or to speak in it: what is past needs neither. */
    private Node house() {
        Node open = house;
        if (open != null) return open;
        Config config = QUIET.withFallback(system.settings().config());
        ChatModels models = Discovery.discover(ModelSettings.of(config), system)
                .toCompletableFuture()
                .join();
        Node furnished = Node.furnished(system, models, VoiceBox.silent());
        house = furnished;
        return furnished;
    }

    private Doors doors() {
        return house().doors();
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw new CannotStart("the command did not end in good order", failure);
        }
    }
}

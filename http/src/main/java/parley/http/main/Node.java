package parley.http.main;

import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.pattern.Patterns;
import parley.engine.agent.AgentSettings;
import parley.engine.agent.Agents;
import parley.engine.connection.ConnectedModels;
import parley.engine.connection.MeasuredExchange;
import parley.engine.conversation.ConversationSettings;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Engines;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.LedgerSettings;
import parley.engine.llm.ChatModels;
import parley.engine.market.Market;
import parley.engine.market.MarketSettings;
import parley.engine.measure.MeasuredModels;
import parley.engine.measure.MeasuredSpeaker;
import parley.engine.measure.Measures;
import parley.engine.price.PriceSettings;
import parley.engine.price.Prices;
import parley.engine.speech.Speaker;
import parley.engine.tool.Toolbox;
import parley.engine.upstream.ReachedModels;
import parley.engine.upstream.Upstream;
import parley.engine.upstream.UpstreamSettings;
import parley.engine.user.UserSettings;
import parley.engine.user.Users;
import parley.engine.voicing.VoiceConnections;
import parley.http.api.CharacterRoutes;
import parley.http.api.Connected;
import parley.http.api.Doors;
import parley.http.character.Gallery;
import parley.http.edge.Administration;
import parley.http.edge.Keyring;
import parley.http.edge.SignedLinks;
import parley.http.edge.Sse;
import parley.http.edge.Throttle;
import parley.http.provider.UserVoices;
import parley.http.social.SocialSignIn;
import parley.persistence.database.Database;
import parley.persistence.index.AgentList;
import parley.persistence.index.CardPrintList;
import parley.persistence.index.ConversationList;
import parley.persistence.index.OfferList;
import parley.persistence.index.RecordingList;
import parley.persistence.index.TransactionList;

/** One node with all its doors hung: settings, actor system, database, actors. */
record Node(ActorSystem<Void> system, Database database, Doors doors, Market market, VoiceConnections voices) {
    private static final int PROBE_SECONDS = 2;

    /** As often as the price list is asked for, while a cluster may still be forming; each waits for the ask's own time. */
    private static final int PRICE_ATTEMPTS = 6;

    private static final Duration PRICE_PAUSE = Duration.ofMillis(200);

    /** An actor system and its database, or the reason why not. */
    static ActorSystem<Void> system(Config config) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "parley", Database.sized(config));
        try {
            Database.of(system);
            return system;
        } catch (RuntimeException failure) {
            system.terminate();
            throw failure;
        }
    }

    static Node furnished(ActorSystem<Void> system, ChatModels models, Speaker speaker) {
        return furnished(system, models, speaker, Furnishing.PLAIN);
    }

    static Node furnished(ActorSystem<Void> system, ChatModels found, Speaker opened, Furnishing furnishing) {
        Config config = system.settings().config().getConfig("parley");
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Database database = Database.of(system);
        Measures measures = Measures.of(system);
        LedgerSettings ledger = LedgerSettings.from(config.getConfig("ledger"));
        Connected connected = Fittings.connected(system, found, clock, random);
        Upstream upstream = Upstream.sharded(system, UpstreamSettings.from(config.getConfig("upstream")), clock);
        ChatModels models = new ConnectedModels(
                new ReachedModels(new MeasuredModels(furnishing.models(found), measures), upstream),
                connected.connections(),
                new MeasuredExchange(connected.exchange(), connected.providers(), measures),
                connected.providers(),
                upstream);
        Speaker speaker = new MeasuredSpeaker(furnishing.speaker(opened), measures);
        Accounts accounts = furnishing.accounts(Accounts.sharded(system, ledger, clock));
        Prices prices = Prices.sharded(system, PriceSettings.from(config.getConfig("prices")), clock);
        Toolbox tools = furnishing.tools(Fittings.toolbox(system));
        Engines engines = new Engines(models, speaker, accounts, prices, Fittings.moderation(config), tools, clock);
        Conversations conversations =
                Conversations.sharded(system, engines, ConversationSettings.from(config.getConfig("conversation")));
        Agents agents =
                furnishing.agents(Agents.sharded(system, AgentSettings.from(config.getConfig("agent")), clock, random));
        Market market = Market.sharded(system, agents, MarketSettings.from(config.getConfig("market")), clock, random);
        Doors doors = new Doors(
                furnishing.users(Users.sharded(
                        system,
                        UserSettings.from(config.getConfig("user")),
                        accounts,
                        Fittings.mailbox(config),
                        clock,
                        random)),
                market.offered(agents),
                new AgentList(database),
                connected,
                accounts,
                new TransactionList(database),
                prices,
                conversations,
                new ConversationList(database),
                Fittings.recordings(system, conversations, speaker, clock, random),
                models,
                speaker,
                tools);
        return new Node(system, database, doors, market, Fittings.voices(system, clock, random));
    }

    /** What the dialect of ChatsParty speaks with. */
    parley.http.chatsparty.Doors doors(
            FileRoom files,
            SignedLinks links,
            Keyring keyring,
            Throttle throttle,
            Administration administration,
            SocialSignIn social,
            Sse sse) {
        Connected connected = doors.connected();
        return new parley.http.chatsparty.Doors(
                doors.users(),
                keyring,
                throttle,
                administration,
                social,
                sse,
                doors.agents(),
                doors.agentIndex(),
                market,
                new OfferList(database),
                connected.connections(),
                connected.index(),
                connected.exchange(),
                connected.providers(),
                doors.accounts(),
                doors.statements(),
                doors.prices(),
                doors.conversations(),
                doors.conversationIndex(),
                doors.recordings(),
                files.files(),
                files.list(),
                files.types(),
                files.documents(),
                links,
                voices,
                UserVoices.open(doors.speaker(), system),
                doors.models(),
                doors.speaker());
    }

    /** What the dialect of the Companion speaks with. */
    parley.http.companion.Doors companion(
            FileRoom files, Gallery gallery, SignedLinks links, Keyring keyring, Sse sse) {
        return new parley.http.companion.Doors(
                system,
                doors.users(),
                keyring,
                sse,
                doors.agents(),
                doors.agentIndex(),
                doors.accounts(),
                doors.conversations(),
                doors.conversationIndex(),
                files.files(),
                files.list(),
                files.types(),
                links,
                doors.models(),
                doors.speaker(),
                gallery);
    }

    /** The characters of all users. */
    Gallery gallery(FileRoom files, Clock clock) {
        CardPrintList prints = new CardPrintList(database);
        return Gallery.of(system, doors.agents(), prints, files.files(), files.types(), doors.speaker(), clock);
    }

    /** Their addresses in our own dialect. */
    Route characters(Gallery gallery, Keyring keyring, Sse sse) {
        return new CharacterRoutes(
                        gallery,
                        doors.agentIndex(),
                        doors.models(),
                        doors.speaker(),
                        doors.connected().connections(),
                        keyring.signedIn(),
                        sse)
                .routes();
    }

    /** Whether the database answers; it is asked where nobody watches it. */
    CompletionStage<?> check() {
        if (database.watched()) return CompletableFuture.completedFuture(database.answers());
        return database.reading(connection -> {
            if (!connection.isValid(PROBE_SECONDS)) throw new IllegalStateException("the database does not answer");
            return connection;
        });
    }

    /** Waits for the recorded prices: whoever asked before would be told the configured ones. */
    void loadPrices() {
        Patterns.retry(() -> doors.prices().list(), PRICE_ATTEMPTS, PRICE_PAUSE, system.classicSystem())
                .toCompletableFuture()
                .join();
    }

    /** Lets every conversation and every recording go on that was cut off; answers how many were asked to. */
    CompletionStage<Integer> wakeUnfinished() {
        return doors.conversationIndex()
                .unfinished()
                .thenCombine(new RecordingList(database).unfinished(), (conversations, recordings) -> {
                    conversations.forEach(doors.conversations()::wake);
                    recordings.forEach(doors.recordings()::wake);
                    return conversations.size() + recordings.size();
                });
    }
}

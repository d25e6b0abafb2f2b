package parley.http.main;

import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.connection.ConnectionSettings;
import parley.engine.connection.Connections;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Capabilities;
import parley.engine.llm.ChatModels;
import parley.engine.moderation.Moderation;
import parley.engine.moderation.ModerationSettings;
import parley.engine.recording.RecordingSettings;
import parley.engine.recording.Recordings;
import parley.engine.safe.Safe;
import parley.engine.speech.Speaker;
import parley.engine.tool.Toolbox;
import parley.engine.user.Mailbox;
import parley.engine.voicing.VoiceConnections;
import parley.http.api.Connected;
import parley.http.provider.ProviderExchange;
import parley.http.recording.SoundStudio;
import parley.http.recording.StudioSettings;
import parley.http.tool.McpToolbox;
import parley.http.tool.ToolSettings;
import parley.persistence.database.Database;
import parley.persistence.index.ConnectionList;

/** Makes what a node is furnished with, as its settings say. */
final class Fittings {
    private Fittings() {}

    static Mailbox mailbox(Config config) {
        return new LogMailbox(config.getBoolean("mail.to-log"));
    }

    static Connected connected(ActorSystem<Void> system, ChatModels found, Clock clock, SecureRandom random) {
        Config config = system.settings().config().getConfig("parley");
        ConnectionSettings settings = ConnectionSettings.from(config.getConfig("connections"));
        ProviderCatalogue providers =
                settings.providers().knowing(Capabilities.of(config.getConfig("models.capabilities")));
        Safe safe = new Safe(ServerSettings.from(config).masterKeys());
        return new Connected(
                Connections.sharded(system, safe, settings, clock, random),
                new ConnectionList(Database.of(system)),
                ProviderExchange.open(providers, found, system),
                providers);
    }

    static VoiceConnections voices(ActorSystem<Void> system, Clock clock, SecureRandom random) {
        Config config = system.settings().config().getConfig("parley");
        EntitySettings settings = EntitySettings.from(config.getConfig("voicing.entity"));
        Safe safe = new Safe(ServerSettings.from(config).masterKeys());
        return VoiceConnections.sharded(system, safe, settings, clock, random);
    }

    static Moderation moderation(Config config) {
        try {
            return Moderation.of(ModerationSettings.from(config.getConfig("moderation")));
        } catch (Refusal no) {
            throw new CannotStart(no.reason(), no);
        }
    }

    /** Its servers end with this one, after all that may still use them. */
    static Toolbox toolbox(ActorSystem<Void> system) {
        Config config = system.settings().config().getConfig("parley.tools");
        try {
            McpToolbox toolbox = McpToolbox.open(ToolSettings.from(config));
            CoordinatedShutdown.get(system)
                    .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "end-the-tools", () -> {
                        CompletableFuture<Done> ended = new CompletableFuture<>();
                        Thread.ofVirtual().start(() -> {
                            toolbox.close();
                            ended.complete(Done.getInstance());
                        });
                        return ended;
                    });
            return toolbox;
        } catch (Refusal no) {
            throw new CannotStart(no.reason(), no);
        }
    }

    /** The studio closes before anything else does: what it has not finished is made anew by the next server. */
    static Recordings recordings(
            ActorSystem<Void> system, Conversations conversations, Speaker speaker, Clock clock, SecureRandom random) {
        Config config = system.settings().config().getConfig("parley.recording");
        SoundStudio studio = SoundStudio.open(speaker, StudioSettings.from(config));
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "close-the-studio", () -> {
                    studio.close();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        return Recordings.sharded(system, conversations, studio, RecordingSettings.from(config), clock, random);
    }
}

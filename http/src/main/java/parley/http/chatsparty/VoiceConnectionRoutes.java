package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.Trial;
import parley.engine.kernel.UserId;
import parley.engine.voicing.OfferedVoice;
import parley.engine.voicing.VoiceAccess;
import parley.engine.voicing.VoiceConnectionProfile;
import parley.engine.voicing.VoiceConnections;
import parley.engine.voicing.VoiceExchange;
import parley.http.edge.SignedIn;

/** A user's own connections to providers of voices, and the platform's. A key goes in and never comes out. */
final class VoiceConnectionRoutes implements Chapter {
    private final SignedIn signedIn;
    private final VoiceConnections connections;
    private final VoiceExchange exchange;
    private final PlatformVoice platform;

    VoiceConnectionRoutes(Doors doors, PlatformVoice platform) {
        this.signedIn = doors.keyring().signedIn();
        this.connections = doors.voiceConnections();
        this.exchange = doors.voiceExchange();
        this.platform = platform;
    }

    /** How a trial went; {@code latencyMs} is in milliseconds. */
    record Tested(
            boolean success,
            String message,
            @Nullable String details,
            @Nullable Long latencyMs) {
        static Tested of(Trial it) {
            return new Tested(it.success(), it.message(), null, it.latency());
        }

        static Tested failed(String why) {
            return new Tested(false, why, null, null);
        }
    }

    record OfferedAnswer(
            String id,
            String name,
            String description,
            String category,
            @Nullable String gender,
            @Nullable String age,
            @Nullable String accent,
            @Nullable String previewUrl,
            List<String> availableForTiers) {
        static OfferedAnswer of(OfferedVoice it) {
            return new OfferedAnswer(
                    it.id(),
                    it.name(),
                    it.description(),
                    it.category(),
                    it.gender(),
                    it.age(),
                    it.accent(),
                    it.preview(),
                    it.tiers());
        }
    }

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "voice-connections",
                () -> signedIn.signedIn(user -> concat(
                        pathEndOrSingleSlash(() -> concat(list(user), create(user))),
                        path("active", () -> active(user)),
                        path("test", this::tryOut),
                        pathPrefix(segment(), id -> one(user, id)))));
    }

    private Route one(UserId user, String id) {
        return concat(
                pathEndOrSingleSlash(() -> concat(show(user, id), change(user, id), remove(user, id))),
                path("test", () -> test(user, id)),
                path("voices", () -> voices(user, id)));
    }

    // GET /voice-connections
    private Route list(UserId user) {
        return get(() -> Reply.ok(own(user)
                .thenApply(it ->
                        Stream.concat(platform.shown().stream(), it.stream()).toList())));
    }

    // GET /voice-connections/active
    private Route active(UserId user) {
        return get(() -> Reply.ok(own(user)
                .thenApply(it ->
                        it.stream().filter(VoiceConnectionAnswer::isActive).toList())));
    }

    private CompletionStage<List<VoiceConnectionAnswer>> own(UserId user) {
        return connections
                .list(user)
                .thenApply(it -> it.stream().map(VoiceConnectionAnswer::of).toList());
    }

    // POST /voice-connections
    private Route create(UserId user) {
        return post(() -> lenientBody(
                VoiceConnectionForm.class,
                form -> Reply.created(shown(connections.add(user, form.wiring(), form.secret())))));
    }

    // GET /voice-connections/{id}
    private Route show(UserId user, String id) {
        return get(() -> Reply.ok(
                PlatformVoice.is(id)
                        ? CompletableFuture.completedFuture(platform.shown().orElseThrow(VoiceTroubles::unknown))
                        : shown(connections.profile(user, VoiceTroubles.named(id)))));
    }

    // PUT, PATCH /voice-connections/{id}
    private Route change(UserId user, String id) {
        Route changed = lenientBody(VoiceConnectionForm.class, form -> {
            if (PlatformVoice.is(id)) throw VoiceTroubles.fixed("update");
            return Reply.ok(shown(connections.change(user, VoiceTroubles.named(id), form.change(), form.secret())));
        });
        return concat(put(() -> changed), patch(() -> changed));
    }

    // DELETE /voice-connections/{id}
    private Route remove(UserId user, String id) {
        return delete(() -> {
            if (PlatformVoice.is(id)) throw VoiceTroubles.fixed("delete");
            return Reply.gone(VoiceTroubles.told(connections.remove(user, VoiceTroubles.named(id))));
        });
    }

    // POST /voice-connections/test
    private Route tryOut() {
        return post(() -> lenientBody(
                VoiceConnectionForm.class,
                form -> Reply.ok(
                        VoiceTroubles.tried(exchange.trial(form.access()).thenApply(Tested::of)))));
    }

    // POST /voice-connections/{id}/test
    private Route test(UserId user, String id) {
        return post(() -> Reply.ok(VoiceTroubles.tried(
                access(user, id).thenCompose(exchange::trial).thenApply(Tested::of))));
    }

    // GET /voice-connections/{id}/voices
    private Route voices(UserId user, String id) {
        return get(() -> Reply.ok(VoiceTroubles.told(access(user, id).thenCompose(exchange::voices))
                .thenApply(it -> it.stream().map(OfferedAnswer::of).toList())));
    }

    private CompletionStage<VoiceAccess> access(UserId user, String id) {
        if (!PlatformVoice.is(id)) return connections.access(user, VoiceTroubles.named(id));
        return CompletableFuture.completedFuture(
                platform.shown().map(_ -> platform.access()).orElseThrow(VoiceTroubles::unknown));
    }

    private static CompletionStage<VoiceConnectionAnswer> shown(CompletionStage<VoiceConnectionProfile> profile) {
        return VoiceTroubles.told(profile).thenApply(VoiceConnectionAnswer::of);
    }
}

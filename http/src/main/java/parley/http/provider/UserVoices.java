package parley.http.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.Trial;
import parley.engine.llm.ModelFailure;
import parley.engine.speech.Speaker;
import parley.engine.speech.VoiceInfo;
import parley.engine.voicing.OfferedVoice;
import parley.engine.voicing.VoiceAccess;
import parley.engine.voicing.VoiceExchange;
import parley.http.wire.Endpoint;
import parley.http.wire.GuardedTransport;
import parley.http.wire.Inquiry;
import parley.http.wire.ListedModel;
import parley.http.wire.ModelList;
import parley.http.wire.openai.OpenAiWire;

/**
 * Reaches providers of voices by users' own keys, as far as they can be asked: ElevenLabs lists its voices, OpenAI has had
 * the same six ever since, and where a provider cannot be asked the voices of this server are what can be heard.
 */
public final class UserVoices implements VoiceExchange {
    private static final URI ELEVENLABS = URI.create("https://api.elevenlabs.io/v1");
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final List<OfferedVoice> OPENAI_VOICES = Stream.of(
                    "alloy neutral", "echo male", "fable neutral", "onyx male", "nova female", "shimmer female")
            .map(it -> it.split(" ", 2))
            .map(it -> openAi(it[0], it[1]))
            .toList();

    private final Speaker own;
    private final ExchangeSettings settings;
    private final ClientTransport transport;
    private final ClassicActorSystemProvider system;

    UserVoices(Speaker own, ExchangeSettings settings, ClassicActorSystemProvider system) {
        this.own = own;
        this.settings = settings;
        this.transport = GuardedTransport.of(settings.reach());
        this.system = system;
    }

    /** An exchange as the settings want it, beside the voices of this server. */
    public static VoiceExchange open(Speaker own, ClassicActorSystemProvider system) {
        return new UserVoices(
                own, ExchangeSettings.of(system.classicSystem().settings().config()), system);
    }

    @Override
    public CompletionStage<List<OfferedVoice>> voices(VoiceAccess access) {
        return switch (access.provider()) {
            case ELEVENLABS ->
                access.key().isPresent() ? elevenLabs(access) : CompletableFuture.completedFuture(ownVoices());
            case OPENAI -> CompletableFuture.completedFuture(OPENAI_VOICES);
            case GOOGLE, CHATSPARTY -> CompletableFuture.completedFuture(ownVoices());
        };
    }

    @Override
    public CompletionStage<Trial> trial(VoiceAccess access) {
        return switch (access.provider()) {
            case ELEVENLABS -> keyed(access, () -> elevenLabs(access).thenApply(List::size));
            case OPENAI -> keyed(access, () -> models(access).thenApply(_ -> OPENAI_VOICES.size()));
            case GOOGLE ->
                told(
                        false,
                        "Google's voices cannot be asked from here; the connection is kept, and this server's own"
                                + " voices speak");
            case CHATSPARTY -> {
                int count = ownVoices().size();
                yield told(count > 0, count > 0 ? answers(count) : "This server has no voices at the moment");
            }
        };
    }

    private CompletionStage<Trial> keyed(VoiceAccess access, Supplier<CompletionStage<Integer>> question) {
        if (access.key().isEmpty()) return told(false, "Voice connection failed: an API key is needed");
        long start = System.nanoTime();
        return question.get().handle((count, failure) -> {
            long latency = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return count == null
                    ? new Trial(false, failed(failure), latency)
                    : new Trial(true, answers(count), latency);
        });
    }

    private static CompletionStage<Trial> told(boolean success, String message) {
        return CompletableFuture.completedFuture(new Trial(success, message, 0));
    }

    private static String answers(int voices) {
        return "Voice connection successful: " + voices + " voices";
    }

    private static String failed(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return "Voice connection failed: "
                + (cause instanceof ModelFailure known ? known.getMessage() : "the provider cannot be reached");
    }

    private CompletionStage<List<OfferedVoice>> elevenLabs(VoiceAccess access) {
        return new ElevenLabsVoices(inquiry("elevenlabs", ELEVENLABS, access)).voices();
    }

    private CompletionStage<List<String>> models(VoiceAccess access) {
        return new ModelList(new OpenAiWire(null), inquiry("openai", OPENAI, access))
                .models()
                .thenApply(it -> it.stream().map(ListedModel::name).toList());
    }

    private Inquiry inquiry(String name, URI usual, VoiceAccess access) {
        URI base = access.base() == null ? usual : access.base();
        boolean bare = Optional.ofNullable(base.getRawPath()).orElse("").length() <= 1;
        // People give the host alone; the wire is one door further.
        Endpoint endpoint = new Endpoint(name, bare ? base.resolve("/v1") : base, access.key());
        return new Inquiry(endpoint, settings.wire(), settings.testWithin(), transport, system);
    }

    private List<OfferedVoice> ownVoices() {
        return own.voices().stream().map(UserVoices::ofThisServer).toList();
    }

    private static OfferedVoice ofThisServer(VoiceInfo it) {
        return new OfferedVoice(
                it.voice().toString(),
                it.label(),
                Locale.forLanguageTag(it.language()).getDisplayLanguage(Locale.ENGLISH),
                it.voice().engine(),
                null,
                null,
                null,
                null,
                List.of());
    }

    private static OfferedVoice openAi(String id, String gender) {
        String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
        return new OfferedVoice(id, name, "OpenAI's voice " + name, "premade", gender, null, null, null, List.of());
    }
}

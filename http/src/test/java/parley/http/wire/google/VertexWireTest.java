package parley.http.wire.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.provider.PlainSystem;
import parley.http.wire.Canary;
import parley.http.wire.Endpoint;
import parley.http.wire.GuardedTransport;
import parley.http.wire.Inquiry;
import parley.http.wire.ModelList;
import parley.http.wire.Playback;
import parley.http.wire.Reach;
import parley.http.wire.WireModel;

final class VertexWireTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("vertex");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = clock(now::get);
    private final FakeGoogle google = new FakeGoogle();
    private final VertexWire wire = wire(ClientTransport.TCP());

    VertexWireTest() throws IOException {}

    @AfterEach
    void stop() {
        google.close();
    }

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void asks_with_a_token_for_the_signed_word_of_the_account() {
        Playback.Came came = asked(google.file());

        assertThat(came.text()).isEqualTo("Good evening, Bob 🦊.");
        assertThat(google.asked())
                .containsExactly("POST /v1/projects/parley-test/locations/europe-west4/publishers/google/models/"
                        + "gemini-test:streamGenerateContent?alt=sse");
    }

    @Test
    void however_many_ask_at_once_one_token_is_enough_until_shortly_before_its_end() {
        ChatModel model = WireModel.door(wire, at(google.file()), Playback.SETTINGS, SYSTEM)
                .apply("gemini-test");
        List<CompletionStage<List<Chunk>>> running = IntStream.range(0, 30)
                .mapToObj(_ -> model.answer(Playback.PROMPT).runWith(Sink.seq(), SYSTEM))
                .toList();
        running.forEach(it -> assertThat(it.toCompletableFuture()).succeedsWithin(SOON));
        assertThat(google.tokens()).hasSize(1);

        now.set(START.plusSeconds(3598 - 300));
        assertThat(asked(google.file()).failure()).isNull();
        assertThat(google.tokens()).hasSize(1);

        now.set(START.plusSeconds(3600 - 300));
        assertThat(asked(google.file()).failure()).isNull();
        assertThat(google.tokens()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400, unauthorized", "401, unauthorized", "403, unauthorized", "429, throttled", "503, overloaded"})
    void where_there_is_no_token_nothing_of_the_key_is_told_and_it_is_asked_again_later(int status, String code) {
        google.tokenStatus(status);
        Throwable failure = Objects.requireNonNull(asked(google.file()).failure());

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ModelFailure.class, it -> assertThat(it.code()).isEqualTo(code))
                .message()
                .doesNotContain(Canary.KEY, FakeGoogle.MAIL, "eyJ", "invalid_grant");
        google.tokenStatus(200);
        assertThat(asked(google.file()).failure()).isNull();
    }

    @Test
    void a_provider_that_tells_the_token_is_not_repeated() {
        google.modelStatus(400);

        assertThat(asked(google.file()).failure())
                .isInstanceOf(ModelFailure.Rejected.class)
                .message()
                .contains("no Bearer")
                .doesNotContain(google.tokens().getLast(), "ya29");
        assertThat(listed())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ModelFailure.Rejected.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("no Bearer")
                .doesNotContain("ya29");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/token",
                "http://oauth2.googleapis.com/token",
                "https://evil.example/token",
                "https://googleapis.com.evil.example/token",
                "https://evilgoogleapis.com/token",
                "https://oauth2.googleapis.com@evil.example/token",
                "https://evil.example@oauth2.googleapis.com/token",
                "http://10.0.0.1/token",
                "file:///etc/passwd",
                "token",
                "::"
            })
    void the_word_of_an_account_goes_to_google_alone(String tokenUri) {
        Throwable failure = asked(FakeGoogle.file(tokenUri)).failure();

        assertThat(failure)
                .isInstanceOf(ModelFailure.Unauthorized.class)
                .message()
                .doesNotContain("evil", Canary.KEY);
    }

    @Test
    void a_token_server_of_this_machine_is_asked_only_where_the_model_is_here_too_and_the_guard_lets_it() {
        Endpoint far = new Endpoint("vertex", VertexWire.base("global"), Optional.of(new Secret(google.file())));
        assertThat(wire.tokens().token(far).toCompletableFuture())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ModelFailure.Unauthorized.class);

        VertexWire guarded = wire(GuardedTransport.of(new Reach(false, Set.of())));
        assertThat(new Playback(guarded, SYSTEM)
                        .asked(at(google.file()), "gemini-test", Playback.PROMPT)
                        .failure())
                .isInstanceOf(ModelFailure.Rejected.class)
                .hasMessageContaining("not on the open internet");
        assertThat(google.tokens()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "sk-no-json",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"AAAA\"}"
            })
    void a_key_that_is_none_is_not_accepted(String file) {
        assertThat(asked(file).failure())
                .isInstanceOf(ModelFailure.Unauthorized.class)
                .message()
                .doesNotContain("sk-no-json", "AAAA");
    }

    @Test
    void each_location_has_its_own_address_and_nothing_else_is_one() {
        assertThat(VertexWire.base("europe-west4"))
                .isEqualTo(URI.create("https://europe-west4-aiplatform.googleapis.com/v1"));
        assertThat(VertexWire.base("global")).isEqualTo(URI.create("https://aiplatform.googleapis.com/v1"));
        for (String no : List.of("", "evil.example/", "a/../b", "A", "a@b"))
            assertThatThrownBy(() -> VertexWire.base(no)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new VertexWire(null, "a/b", "global", wire.tokens()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void lists_the_models_that_are_gemini_s() {
        assertThat(listed()).succeedsWithin(SOON).asString().isEqualTo("[ListedModel[name=gemini-test, context=0]]");
        assertThat(google.asked()).containsExactly("GET /v1beta1/publishers/google/models?pageSize=300");
    }

    private CompletableFuture<?> listed() {
        return new ModelList(
                        wire, new Inquiry(at(google.file()), Playback.SETTINGS, SOON, ClientTransport.TCP(), SYSTEM))
                .models()
                .toCompletableFuture();
    }

    private Playback.Came asked(String file) {
        return new Playback(wire, SYSTEM).asked(at(file), "gemini-test", Playback.PROMPT);
    }

    private VertexWire wire(ClientTransport transport) {
        return new VertexWire(
                null, "", "europe-west4", new AccessTokens(Playback.SETTINGS, SOON, transport, SYSTEM, clock));
    }

    private Endpoint at(String file) {
        return new Endpoint("vertex", google.base(), Optional.of(new Secret(file)));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}

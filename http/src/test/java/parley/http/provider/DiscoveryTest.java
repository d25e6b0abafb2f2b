package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.http.wire.WireModel;
import parley.http.wire.WireServer;

final class DiscoveryTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("discovery");
    private static final Map<String, String> QUIET = Map.of(
            "parley.models.services.openai.api-key", "",
            "parley.models.services.anthropic.api-key", "",
            "parley.models.services.openrouter.api-key", "",
            "parley.models.services.gemini.api-key", "",
            "parley.models.services.mistral.api-key", "",
            "parley.models.services.deepseek.api-key", "",
            "parley.models.services.groq.api-key", "",
            "parley.models.openai.base-url", "",
            "parley.models.probe-timeout", "20s");

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void offers_at_least_the_scripted_demo_and_says_what_it_is() {
        ChatModels models = look(Map.of("parley.models.discover", "off"), List.of());

        assertThat(models.preferred().ref()).hasToString("scripted/demo");
        assertThat(models.preferred().label()).contains("not a language model");
        assertThat(models.info(ModelRef.DEFAULT).demo()).isTrue();
        assertThat(models.open(ModelRef.DEFAULT)).isInstanceOf(ScriptedModel.class);
        assertThatThrownBy(() -> models.open(ModelRef.of("nobody/x")))
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void knows_what_models_of_services_can_do_and_what_a_server_says_of_itself_wins() throws IOException {
        try (WireServer llama =
                listing("{\"data\":[{\"id\":\"gpt-4o\",\"owned_by\":\"llamacpp\",\"meta\":{\"n_ctx\":3000}}]}")) {
            ChatModels models = look(
                    Map.of(
                            "parley.models.services.anthropic.api-key", "sk-1",
                            "parley.models.services.openai.api-key", "sk-2"),
                    List.of(server("llama-server", llama, "llamacpp")));

            ModelInfo claude = models.info(ModelRef.of("anthropic/claude-sonnet-4-5-20250929"));
            assertThat(claude.prefill()).isTrue();
            assertThat(claude.context()).isEqualTo(200000);
            assertThat(claude.abilities().output()).isEqualTo(64000);
            assertThat(models.info(ModelRef.of("openai/gpt-4.1-mini")).prefill())
                    .isFalse();
            assertThat(models.info(ModelRef.of("openai/gpt-4.1-mini")).context())
                    .isEqualTo(1047576);
            assertThat(models.info(ModelRef.of("llama-server/gpt-4o")).context())
                    .isEqualTo(3000);
        }
    }

    @Test
    void offers_the_model_file_of_the_settings_before_services_and_loads_it_for_nobody() {
        ChatModels models = look(
                Map.of(
                        "parley.models.discover", "off",
                        "parley.models.gguf.path", "/nowhere/at-all.gguf",
                        "parley.models.services.openai.api-key", "sk-1"),
                List.of());

        assertThat(models.offered())
                .extracting(it -> it.ref().toString())
                .containsExactly("gguf/at-all.gguf", "openai/gpt-4o-mini", "scripted/demo");
    }

    @Test
    void finds_servers_on_this_machine_and_prefers_the_one_that_was_chosen() throws IOException {
        try (WireServer ollama = listing("{\"models\":[{\"name\":\"qwen:4b\"},{\"name\":\"nomic-embed-text\"}]}");
                WireServer llama =
                        listing("{\"object\":\"list\",\"data\":[{\"id\":\"tiny.gguf\",\"owned_by\":\"llamacpp\"}]}");
                WireServer stranger = listing("{\"data\":[{\"id\":\"x\",\"owned_by\":\"parley\"}]}")) {
            ChatModels models = look(
                    Map.of(
                            "parley.models.openai.base-url", "http://127.0.0.1:9/v1",
                            "parley.models.openai.model", "mine",
                            "parley.models.services.openai.api-key", "sk-1",
                            "parley.models.services.groq.api-key", "gsk-1"),
                    List.of(
                            server("ollama", ollama, ""),
                            server("llama-server", llama, "llamacpp"),
                            server("lmstudio", stranger, ""),
                            server("vllm", llama, "vllm"),
                            LocalServer.at("jan", "Jan", 1, "/v1/models", 0, "")));

            assertThat(models.offered())
                    .extracting(it -> it.ref().toString())
                    .containsExactly(
                            "openai/mine",
                            "ollama/qwen:4b",
                            "llama-server/tiny.gguf",
                            "groq/llama-3.3-70b-versatile",
                            "scripted/demo");
            assertThat(models.info(ModelRef.of("ollama/other:7b")).label()).isEqualTo("ollama/other:7b");
            assertThat(models.open(ModelRef.of("ollama/other:7b"))).isInstanceOf(WireModel.class);
        }
    }

    @Test
    void knows_how_much_each_model_can_take_as_far_as_anybody_says() throws IOException {
        String list = """
            {"data":[
              {"id":"a","meta":{"n_ctx_train":131072,"n_ctx":16384}},
              {"id":"b","meta":{"n_ctx_train":2048}},
              {"id":"c","meta":{"n_ctx_train":131072}},
              {"id":"d","max_model_len":32768},
              {"id":"e","context_length":1000000}]}
            """;
        try (WireServer llama = listing(list);
                WireServer ollama = listing("{\"models\":[{\"name\":\"qwen:4b\"}]}");
                WireServer jan = listing("{\"data\":[{\"id\":\"f\",\"context_length\":2048}]}")) {
            ChatModels models = look(
                    Map.of(
                            "parley.models.openai.base-url", "http://127.0.0.1:9/v1",
                            "parley.models.windows.jan", "65536",
                            "parley.models.services.groq.api-key", "gsk-1",
                            "parley.models.services.groq.context", "131072"),
                    List.of(server("llama-server", llama, ""), server("ollama", ollama, ""), server("jan", jan, "")));

            assertThat(models.offered())
                    .extracting(it -> it.ref().model() + " " + it.context())
                    .containsExactly(
                            "default 8192",
                            "a 16384",
                            "b 2048",
                            "c 4096",
                            "d 32768",
                            "e 1000000",
                            "qwen:4b 4096",
                            "f 65536",
                            "llama-3.3-70b-versatile 131072",
                            "demo 8192");
            assertThat(models.info(ModelRef.of("ollama/other:7b")).context()).isEqualTo(4096);
        }
    }

    @Test
    void finds_a_server_that_is_elsewhere_and_puts_the_model_first_that_is_preferred() throws IOException {
        try (WireServer ollama = listing("{\"models\":[{\"name\":\"qwen:4b\"},{\"name\":\"llama3.2:latest\"}]}")) {
            String root = ollama.base().toString().replaceFirst("/v1$", "");
            Map<String, String> settings = Map.of(
                    "parley.models.servers.ollama", root + "/",
                    "parley.models.preferred", "ollama/llama3.2",
                    "parley.models.openai.base-url", "http://127.0.0.1:9/v1");

            ChatModels models = Discovery.discover(settings(settings), SYSTEM)
                    .toCompletableFuture()
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();

            assertThat(models.preferred().ref()).hasToString("ollama/llama3.2:latest");
            assertThat(models.offered())
                    .extracting(it -> it.ref().toString())
                    .contains("ollama/qwen:4b", "openai/default", "scripted/demo");
        }
    }

    @Test
    void prefers_any_model_of_a_service_and_none_of_a_server_that_does_not_list_it() {
        Map<String, String> keys =
                Map.of("parley.models.discover", "off", "parley.models.services.anthropic.api-key", "sk-1");
        ChatModels claude = look(with(keys, "anthropic/claude-next"), List.of());
        ChatModels nothing = look(with(keys, "ollama/llama3.2"), List.of());

        assertThat(claude.offered())
                .extracting(it -> it.ref().toString())
                .containsExactly("anthropic/claude-next", "anthropic/claude-3-5-haiku-20241022", "scripted/demo");
        assertThat(nothing.preferred().ref()).hasToString("anthropic/claude-3-5-haiku-20241022");
        assertThatThrownBy(() -> look(with(keys, "claude"), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("provider/model");
    }

    private static Map<String, String> with(Map<String, String> settings, String preferred) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("parley.models.preferred", preferred);
        return all;
    }

    @Test
    @Timeout(60)
    void looks_again_beside_and_still_opens_what_has_gone() {
        OfferedModels before = offered("ollama/first");
        OfferedModels now = offered("jan/second");
        LiveModels models =
                new LiveModels(before, Duration.ofNanos(1), it -> CompletableFuture.completedFuture(now.after(it)));

        while (models.preferred().ref().model().equals("first")) Thread.onSpinWait();

        assertThat(models.offered()).extracting(it -> it.ref().toString()).containsExactly("jan/second");
        assertThat(models.open(ModelRef.of("ollama/first"))).isNotNull();
        assertThat(models.info(ModelRef.of("ollama/first")).label()).isEqualTo("ollama/first");
    }

    @Test
    @Timeout(60)
    void goes_on_with_what_was_found_where_looking_again_fails() {
        AtomicInteger looks = new AtomicInteger();
        LiveModels models = new LiveModels(offered("ollama/first"), Duration.ofNanos(1), _ -> {
            looks.incrementAndGet();
            return CompletableFuture.failedFuture(new IOException("out of order"));
        });

        while (looks.get() < 3) assertThat(models.offered()).hasSize(1);
    }

    private static OfferedModels offered(String model) {
        ModelInfo info = new ModelInfo(ModelRef.of(model), model, false, false);
        return new OfferedModels(List.of(new Offer(info, _ -> _ -> Source.empty())));
    }

    @Test
    void refuses_a_window_that_nobody_can_talk_in() {
        assertThatThrownBy(() -> settings(Map.of("parley.models.openai.context", "8")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("at least 256 tokens");
        assertThatThrownBy(() -> settings(Map.of("parley.models.windows.ollama", "-1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ollama");
    }

    @Test
    void waits_for_nobody_longer_than_its_probe_time() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer silent = new WireServer(_ -> over.get(1, TimeUnit.MINUTES))) {
            ChatModels models =
                    look(Map.of("parley.models.probe-timeout", "50ms"), List.of(server("ollama", silent, "")));

            assertThat(models.offered()).hasSize(1);
        }
        over.complete(null);
    }

    @Test
    void shows_no_key_and_sends_it_only_where_it_belongs() {
        ModelSettings settings = settings(Map.of(
                "parley.models.services.openai.api-key", "sk-secret",
                "parley.models.openai.base-url", "http://127.0.0.1:9/v1"));

        assertThat(settings.toString()).doesNotContain("sk-secret");
        assertThat(settings.chosen().orElseThrow().endpoint().key()).isEmpty();
    }

    private static ChatModels look(Map<String, String> changed, List<LocalServer> servers) {
        return new Discovery(settings(changed), SYSTEM, servers)
                .look()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private static ModelSettings settings(Map<String, String> changed) {
        Config config = ConfigFactory.parseMap(changed)
                .withFallback(ConfigFactory.parseMap(QUIET))
                .withFallback(ConfigFactory.parseResources("models.conf"));
        return ModelSettings.of(config.resolve());
    }

    private static WireServer listing(String json) throws IOException {
        return WireServer.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    private static LocalServer server(String provider, WireServer server, String owner) {
        URI base = server.base();
        return new LocalServer(provider, provider, base, URI.create(base + "/models"), 4096, owner);
    }
}

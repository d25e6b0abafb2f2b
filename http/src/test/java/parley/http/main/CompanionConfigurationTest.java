package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an installation of the AI Companion was configured by (contract §6). */
class CompanionConfigurationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Config load(Map<String, String> environment) {
        return Configuration.load(null, environment, directory);
    }

    private void json(String text) throws IOException {
        Files.writeString(directory.resolve("config.json"), text.replace('\'', '"'));
    }

    private void lines(String text) throws IOException {
        Files.writeString(directory.resolve(".env"), text);
    }

    @Test
    void environment_stands_above_env_file_above_config_json_above_defaults() throws IOException {
        json("{'app':{'port':3001,'environment':'staging'},'lmStudio':{'maxTokens':99,'temperature':0.1}}");
        lines("APP_PORT=3002\nAPP_ENVIRONMENT=testing\n");

        Config config = load(Map.of("APP_PORT", "3003"));

        assertThat(config.getInt("parley.http.port")).isEqualTo(3003);
        assertThat(config.getString("parley.companion.environment")).isEqualTo("testing");
        assertThat(config.getInt("parley.conversation.max-tokens")).isEqualTo(99);
        assertThat(config.getInt("parley.companion.limit.requests")).isEqualTo(100);
    }

    @Test
    void an_operators_file_stands_between_the_env_file_and_config_json() throws IOException {
        json("{'app':{'port':3001},'lmStudio':{'maxTokens':99}}");
        lines("APP_ENVIRONMENT=testing\n");
        Path operator = Files.writeString(
                directory.resolve("operator.conf"),
                "parley { http.port = 8080, companion.environment = production, conversation.max-tokens = 7 }");

        Config config = Configuration.load(operator, Map.of(), directory);

        assertThat(config.getInt("parley.http.port")).isEqualTo(8080);
        assertThat(config.getString("parley.companion.environment")).isEqualTo("testing");
        assertThat(config.getInt("parley.conversation.max-tokens")).isEqualTo(7);
    }

    @Test
    void every_key_of_the_environment_comes_to_a_setting() {
        Config config = load(Map.ofEntries(
                Map.entry("ACTIVE_PROVIDER", "ollama/llama3.2:latest"),
                Map.entry("OPENAI_API_KEY", "sk-1"),
                Map.entry("ANTHROPIC_API_KEY", "sk-2"),
                Map.entry("OLLAMA_BASE_URL", "http://box:11434"),
                Map.entry("LM_STUDIO_URL", "http://box:1234"),
                Map.entry("JWT_SECRET", "a-secret-of-at-least-thirty-two-characters"),
                Map.entry("ALLOWED_ORIGINS", "http://localhost:5173, https://app.example.com/"),
                Map.entry("RATE_LIMIT_REQUESTS", "5"),
                Map.entry("RATE_LIMIT_WINDOW", "30"),
                Map.entry("APP_ENVIRONMENT", "production"),
                Map.entry("APP_PORT", "4000"),
                Map.entry("LOG_LEVEL", "warning"),
                Map.entry("TTS_HOST", "speech.local"),
                Map.entry("TTS_PORT", "8001"),
                Map.entry("TTS_VOICE", "en-US-AriaNeural")));

        assertThat(config.getString("parley.models.preferred")).isEqualTo("ollama/llama3.2:latest");
        assertThat(config.getString("parley.models.services.openai.api-key")).isEqualTo("sk-1");
        assertThat(config.getString("parley.models.services.anthropic.api-key")).isEqualTo("sk-2");
        assertThat(config.getString("parley.models.servers.ollama")).isEqualTo("http://box:11434");
        assertThat(config.getString("parley.models.servers.lmstudio")).isEqualTo("http://box:1234");
        assertThat(config.getString("parley.http.legacy.node-secret")).startsWith("a-secret");
        assertThat(config.getString("parley.companion.origin"))
                .isEqualTo("http://localhost:5173,https://app.example.com");
        assertThat(config.getInt("parley.companion.limit.requests")).isEqualTo(5);
        assertThat(config.getDuration("parley.companion.limit.window")).hasSeconds(30);
        assertThat(config.getString("parley.companion.environment")).isEqualTo("production");
        assertThat(config.getInt("parley.http.port")).isEqualTo(4000);
        assertThat(config.getString("parley.log-level")).isEqualTo("WARN");
        assertThat(config.getString("parley.voices.servers.companion.base-url")).isEqualTo("http://speech.local:8001");
        assertThat(config.getString("parley.companion.voice")).isEqualTo("en-US-AriaNeural");
    }

    @Test
    void every_key_of_the_companions_own_file_comes_to_a_setting_or_is_told() throws IOException {
        json("""
            {'app':{'name':'AI Companion','version':'1.0.0','port':3004,'environment':'development'},
             'lmStudio':{'baseUrl':'http://localhost:1234/v1','model':'default','timeout':30000,'maxTokens':1024,
               'temperature':0.5,'systemPrompt':'Be kind.'},
             'tts':{'engine':'local','host':'localhost','port':8000,'voiceId':'default','speed':1.0,'sampleRate':44100},
             'live2d':{'modelPath':'/models','defaultModel':'furina','scale':1,'lipSyncEnabled':true},
             'memory':{'type':'sqlite','maxContextWindow':4096,'retrievalLimit':5,'importanceThreshold':0.5},
             'privacy':{'enforceLocalhost':true,'blockTelemetry':true,'logLevel':'error'}}
            """);

        try (KeptLog log = new KeptLog()) {
            Config config = load(Map.of());

            assertThat(config.getInt("parley.http.port")).isEqualTo(3004);
            assertThat(config.getString("parley.http.host")).isEqualTo("127.0.0.1");
            assertThat(config.getString("parley.models.servers.lmstudio")).isEqualTo("http://localhost:1234/v1");
            assertThat(config.getString("parley.models.preferred")).isEmpty();
            assertThat(config.getDuration("parley.models.wire.first-byte-timeout"))
                    .hasSeconds(30);
            assertThat(config.getInt("parley.conversation.max-tokens")).isEqualTo(1024);
            assertThat(config.getDouble("parley.models.wire.temperature")).isEqualTo(0.5);
            assertThat(config.getString("parley.companion.replies.system-prompt"))
                    .isEqualTo("Be kind.");
            assertThat(config.getInt("parley.models.windows.ollama")).isEqualTo(4096);
            assertThat(config.getString("parley.log-level")).isEqualTo("ERROR");
            assertThat(log.text())
                    .contains("memory.type", "tts.engine", "live2d.scale")
                    .doesNotContain("lmStudio");
            assertThat(log.text().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        APP_PORT            | 70000                       | from 1 to 65535
        APP_PORT            | three                       | from 1 to 65535
        RATE_LIMIT_REQUESTS | 0                           | from 1 to 10000
        RATE_LIMIT_WINDOW   | 3601                        | from 1 to 3600
        TTS_PORT            | 0                           | from 1 to 65535
        LOG_LEVEL           | loud                        | debug, info
        ALLOWED_ORIGINS     | *                           | name the pages
        ALLOWED_ORIGINS     | localhost                   | http://localhost:5173
        OLLAMA_BASE_URL     | ftp://box                   | must be an address
        OLLAMA_BASE_URL     | http://me:mine@box:11434    | without a name or password
        ACTIVE_PROVIDER     | ollama/                     | provider/name
        """)
    void a_value_that_is_no_good_is_told_with_its_key(String key, String value, String why) throws IOException {
        assertThatThrownBy(() -> load(Map.of(key, value)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(key + " in the environment")
                .hasMessageContaining(why);
        lines(key + "=" + value + "\n");
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(key + " in ")
                .hasMessageContaining(".env");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'app':{'port':0}}                      | app.port
        {'lmStudio':{'maxTokens':32769}}        | lmStudio.maxTokens
        {'lmStudio':{'temperature':2.1}}        | lmStudio.temperature
        {'lmStudio':{'timeout':999}}            | lmStudio.timeout
        {'lmStudio':{'model':['a']}}            | lmStudio.model
        {'memory':{'maxContextWindow':511}}     | memory.maxContextWindow
        {'privacy':{'enforceLocalhost':'maybe'}} | privacy.enforceLocalhost
        {'app':{'port':1},'app':{}}             | Duplicate
        {'app':                                 | line 1
        """)
    void a_file_that_is_no_good_is_told_with_what_is_wrong(String text, String what) throws IOException {
        json(text);

        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining(what);
    }

    @Test
    void quotations_comments_and_our_own_names_may_stand_in_the_env_file() throws IOException {
        lines("""
            # the Companion
            export APP_PORT=3005 # not 3000
            OPENAI_API_KEY="sk-#1"
            ANTHROPIC_API_KEY='sk-2'
            PARLEY_GUESTS=off
            DATABASE_URL=sqlite:///./companion.db
            EMPTY=
            """);

        try (KeptLog log = new KeptLog()) {
            Config config = load(Map.of());

            assertThat(config.getInt("parley.http.port")).isEqualTo(3005);
            assertThat(config.getString("parley.models.services.openai.api-key"))
                    .isEqualTo("sk-#1");
            assertThat(config.getString("parley.models.services.anthropic.api-key"))
                    .isEqualTo("sk-2");
            assertThat(config.getString("parley.companion.guests")).isEqualTo("off");
            assertThat(config.getString("parley.database.url")).startsWith("jdbc:h2:");
            assertThat(log.text()).contains("DATABASE_URL", "EMPTY").doesNotContain("sqlite", "sk-");
        }
    }

    @Test
    void a_separate_speech_server_that_would_be_this_one_is_none() {
        assertThat(load(Map.of("TTS_HOST", "localhost", "TTS_PORT", "3000"))
                        .getString("parley.voices.servers.companion.base-url"))
                .isEmpty();
    }

    @Test
    void files_of_somebody_else_are_left_alone_and_those_that_are_named_must_be_there() throws IOException {
        json("{'name':'another program','port':1}");
        assertThat(load(Map.of()).getInt("parley.http.port")).isEqualTo(3000);

        Path named = Files.writeString(
                directory.resolve("operator.conf"), "parley.companion.config-file = \"companion.json\"");
        assertThatThrownBy(() -> Configuration.load(named, Map.of(), directory))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("companion.json");

        Files.writeString(directory.resolve("companion.json"), "{\"app\":{\"port\":3006}}");
        assertThat(Configuration.load(named, Map.of(), directory).getInt("parley.http.port"))
                .isEqualTo(3006);
    }

    @Test
    void a_file_that_is_too_large_or_no_text_is_refused() throws IOException {
        Files.write(directory.resolve("config.json"), new byte[300 * 1024]);
        assertThatThrownBy(() -> load(Map.of())).isInstanceOf(CannotStart.class).hasMessageContaining("more than");
        Files.delete(directory.resolve("config.json"));
        Files.write(directory.resolve(".env"), "APP_PORT=\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> load(Map.of())).isInstanceOf(CannotStart.class).hasMessageContaining("UTF-8");
        lines("this is no line");
        assertThatThrownBy(() -> load(Map.of())).isInstanceOf(CannotStart.class).hasMessageContaining("line 1");
    }
}

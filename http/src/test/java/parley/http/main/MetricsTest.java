package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.speech.Speaker;
import parley.http.api.Client;

/** What a server tells of itself, read as Prometheus reads it. */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsTest {
    private final Hummer hummer = new Hummer();

    @AutoClose
    private final Server server;

    private final Client ada;
    private final Client reader;

    MetricsTest(@TempDir Path directory) throws IOException {
        int port = freePort();
        server = Server.start(
                ConfigFactory.parseString("parley.management { enabled = on, port = " + port
                                + " }\nparley.conversation.idle = 1 s")
                        .withFallback(new Premises(directory, "measured").config()),
                new Furnishing() {
                    @Override
                    public Speaker speaker(Speaker opened) {
                        return hummer;
                    }

                    @Override
                    public ChatModels models(ChatModels found) {
                        return new Moody(found);
                    }
                });
        ada = Premises.person(server);
        reader = new Client(port, "");
    }

    @Test
    void a_room_that_talks_can_be_read_from_the_numbers() {
        Exposition before = page();
        say("measured-room", "Tea?", "hum/alto", 2);

        assertThat(Eventually.becomes(() -> more(page(), before, "parley_holds_changes_total", "change=settled") == 2
                        && page().value("parley_rooms_speaking") == 0))
                .isTrue();
        Exposition now = page();
        String[] model = {"gen_ai_provider_name=scripted", "gen_ai_operation_name=chat"};
        assertThat(more(now, before, "parley_turns_total", "end=completed")).isEqualTo(2);
        assertThat(more(now, before, "parley_turn_duration_seconds_count", "end=completed"))
                .isEqualTo(2);
        assertThat(more(now, before, "gen_ai_client_operation_duration_seconds_count", model))
                .isEqualTo(2);
        assertThat(more(now, before, "gen_ai_client_operation_time_to_first_chunk_seconds_count", model))
                .isEqualTo(2);
        assertThat(more(now, before, "gen_ai_client_token_usage_count", "gen_ai_token_type=input"))
                .isEqualTo(2);
        assertThat(more(now, before, "gen_ai_client_token_usage_sum", "gen_ai_token_type=output"))
                .isPositive();
        assertThat(more(now, before, "parley_turn_first_token_seconds_count")).isEqualTo(2);
        assertThat(more(now, before, "parley_turn_first_audio_seconds_count")).isEqualTo(2);
        assertThat(more(now, before, "parley_speech_synthesis_seconds_count", "engine=hum", "outcome=good"))
                .isPositive();
        assertThat(more(now, before, "parley_holds_changes_total", "change=opened"))
                .isEqualTo(2);
        assertThat(now.value("parley_holds_open")).isZero();
        assertThat(now.value("parley_mailbox_depth")).isNotNegative();
        assertThat(more(now, before, "parley_journal_write_seconds_count")).isGreaterThan(10);
        assertThat(more(now, before, "parley_journal_batch_sum"))
                .isEqualTo(more(now, before, "parley_journal_write_seconds_count"));
        assertThat(now.value("parley_journal_waiting")).isZero();
        assertThat(more(
                        now,
                        before,
                        "http_server_request_duration_seconds_count",
                        "dialect=parley",
                        "http_response_status_class=2xx"))
                .isEqualTo(2);
    }

    @Test
    void a_room_that_slept_reads_its_journal_when_it_wakes() {
        say("sleeping-room", "Tea?", "none/none", 1);
        String[] replay = {"parley_journal_replay_seconds_count", "entity=Conversation"};
        assertThat(Eventually.becomes(() -> page().value("parley_rooms_in_memory") == 0))
                .isTrue();
        Exposition before = page();

        ada.get("/api/v1/conversations/sleeping-room");

        assertThat(Eventually.becomes(() -> more(page(), before, replay[0], replay[1]) == 1))
                .isTrue();
        assertThat(more(page(), before, "parley_rooms_in_memory")).isEqualTo(1);
    }

    @Test
    void the_process_its_database_and_its_cluster_are_told_too() {
        Exposition now = page();

        assertThat(now.value("hikaricp_connections_max")).isPositive();
        assertThat(now.value("jvm_memory_used_bytes", "area=heap")).isPositive();
        assertThat(now.value("jvm_threads_live_threads")).isPositive();
        assertThat(now.value("process_uptime_seconds")).isPositive();
        assertThat(now.value("parley_cluster_members", "status=Up")).isEqualTo(1);
        assertThat(now.value("parley_cluster_unreachable")).isZero();
    }

    @Test
    void who_speaks_and_who_watches_is_counted_while_it_lasts() throws IOException {
        open("endless-room", "none/none");
        Exposition before = page();
        ada.post("/api/v1/conversations/endless-room/messages", "{'text':'endless','turns':1}");
        try (InputStream _ = ada.bytes(ada.request("/api/v1/conversations/endless-room/events"))) {
            assertThat(Eventually.becomes(() -> more(page(), before, "parley_viewers", "by=sse") == 1
                            && more(page(), before, "parley_rooms_speaking") == 1))
                    .isTrue();
        }
        ada.post("/api/v1/conversations/endless-room/stop", "");

        assertThat(Eventually.becomes(() -> more(page(), before, "parley_rooms_speaking") == 0
                        && more(page(), before, "parley_viewers", "by=sse") == 0))
                .isTrue();
        assertThat(more(page(), before, "parley_turns_total", "end=stopped")).isEqualTo(1);
        assertThat(more(page(), before, "gen_ai_client_operation_duration_seconds_count", "error_type=cancelled"))
                .isEqualTo(1);
    }

    @Test
    void failures_are_told_by_their_class() {
        Exposition before = page();
        say("failing-room", "broken", "none/none", 1);

        assertThat(more(page(), before, "parley_upstream_errors_total", "provider=scripted", "kind=unpaid"))
                .isEqualTo(1);
        assertThat(more(page(), before, "parley_turns_total", "end=failed")).isEqualTo(1);
    }

    @Test
    void a_sentence_that_cannot_be_said_is_counted_and_its_line_in_the_log_says_where() {
        Exposition before = page();
        try (KeptLog log = new KeptLog()) {
            say("cold-room", "Have you a cold?", "hum/alto", 1);

            assertThat(Eventually.becomes(
                            () -> more(page(), before, "parley_speech_synthesis_seconds_count", "outcome=failed") == 1))
                    .isTrue();
            assertThat(log.places("stays silent"))
                    .anySatisfy(it ->
                            assertThat(it).containsEntry("room", "cold-room").containsEntry("turn", "1"));
        }
    }

    @Test
    void no_label_names_a_user_or_a_room_or_what_a_user_calls_a_model() {
        say("a-private-room", "Tea?", "hum/alto", 1);
        ada.post("/api/v1/conversations", """
            {'id':'odd-model','agents':[{'name':'Ann','persona':'calm','voice':'odd-voice/odd','model':'scripted/odd-model'}]}\
            """);
        ada.post("/api/v1/conversations/odd-model/messages", "{'text':'Tea?','turns':1}");
        String text = reader.get("/metrics").body();
        String user = ada.get("/api/v1/auth/me").json().path("id").asText();

        assertThat(user).isNotEmpty();
        assertThat(text).doesNotContain("a-private-room", "odd-model", "odd-voice", "Ann", "Tea", "example.com", user);
        assertThat(page().values("gen_ai_request_model")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void whoever_asks_for_open_metrics_gets_them() {
        Client.Reply open =
                reader.send(reader.request("/metrics").header("Accept", "application/openmetrics-text; version=1.0.0"));

        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(reader.get("/metrics").header("Content-Type")).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void visitors_are_not_told() {
        assertThat(ada.get("/metrics").status()).isEqualTo(404);
    }

    private void open(String id, String voice) {
        Client.Reply opened = ada.post("/api/v1/conversations", """
            {'id':'%s','agents':[{'name':'Ann','persona':'calm','voice':'%s'},\
            {'name':'Otto','persona':'loud','voice':'%s'}]}\
            """.formatted(id, voice, voice));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    }

    /** Says something and waits for the end of the round. */
    private void say(String id, String text, String voice, int turns) {
        open(id, voice);
        List<String> lines = ada.lines(
                        "/api/v1/conversations/" + id + "/messages", "{'text':'%s','turns':%d}".formatted(text, turns))
                .body()
                .toList();
        assertThat(lines).contains("event: round-ended");
    }

    private Exposition page() {
        Client.Reply page = reader.get("/metrics");
        assertThat(page.status()).isEqualTo(200);
        return new Exposition(page.body());
    }

    private static double more(Exposition now, Exposition before, String name, String... labels) {
        return now.sum(name, labels).orElse(0.0) - before.sum(name, labels).orElse(0.0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Models that never end where they are told {@code endless}, and cannot be paid where they are told {@code broken}. */
    private record Moody(ChatModels models) implements ChatModels {
        @Override
        public List<ModelInfo> offered() {
            return models.offered();
        }

        @Override
        public ModelInfo info(ModelRef model) {
            return models.info(model);
        }

        @Override
        public ChatModels of(UserId user, String room) {
            return new Moody(models.of(user, room));
        }

        @Override
        public ChatModel open(ModelRef model) {
            ChatModel opened = models.open(model);
            return prompt -> {
                String asked = prompt.toString();
                if (asked.contains("cold"))
                    return Source.from(
                            List.of(new Chunk.Text("I cough."), new Chunk.Finished(Chunk.Reason.STOP, Usage.NONE)));
                if (asked.contains("broken")) return Source.failed(new ModelFailure.Unpaid("no money"));
                if (!asked.contains("endless")) return opened.answer(prompt);
                return Source.<Chunk>single(new Chunk.Text("Well. ")).concat(Source.maybe());
            };
        }
    }
}

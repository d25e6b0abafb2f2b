package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.http.api.Client;

/** Somebody cuts in over HTTP: the next prompt holds what was heard, be the server another one. */
class CuttingInTest {
    private static final String ROOM = "/api/v1/conversations/cut";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private final BlockingQueue<Prompt> asked = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // filled before each test
    private Server server;

    @SuppressWarnings("NullAway.Init") // filled before each test
    private Client ada;

    @BeforeEach
    void open() throws IOException {
        server = start();
        ada = Premises.person(server);
        assertThat(ada.post("/api/v1/conversations", "{'id':'cut'," + Premises.TWO + "}")
                        .status())
                .isEqualTo(201);
        say("{'text':'Hello','turns':1}");
        asked.clear();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Server start() throws IOException {
        return Server.start(new Premises(directory, "cut").config(), new Furnishing() {
            @Override
            public ChatModels models(ChatModels found) {
                return new TwoSentences(found, asked);
            }
        });
    }

    /** Says something and waits for the end of the round; what frames came. */
    private List<String> say(String message) {
        try (Stream<String> lines = ada.lines(ROOM + "/messages", message).body()) {
            return lines.filter(it -> it.startsWith("event: ")).toList();
        }
    }

    private List<String> nextPrompt(Supplier<List<String>> said) throws InterruptedException {
        assertThat(said.get()).endsWith("event: round-ended");
        return asked.take().lines().stream().map(it -> it.text().strip()).toList();
    }

    @Test
    void a_message_tells_what_was_heard_before_it() throws InterruptedException {
        assertThat(nextPrompt(() -> say("{'text':'Wait!','turns':1,'heard':{'turn':1,'sentence':1,'part':0.6}}")))
                .containsExactly("Hello", "One is said. Two is", "Wait!");
    }

    @Test
    void what_was_heard_is_known_after_a_restart_and_can_be_proven() throws Exception {
        Client.Reply heard = ada.post(ROOM + "/heard", "{'turn':1,'sentence':0,'part':1}");
        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        server.close();
        server = start();
        ada = new Client(server.address().getPort(), ada.token());

        assertThat(nextPrompt(() -> say("{'text':'Wait!','turns':1}")))
                .containsExactly("Hello", "One is said.", "Wait!");
        assertThat(ada.get(ROOM + "/turns/2/receipt")
                        .json()
                        .at("/attempts/0/proven")
                        .asBoolean())
                .isTrue();
        assertThat(ada.get(ROOM + "/verify").json().path("findings")).isEmpty();
        assertThat(ada.get(ROOM).json().at("/lines/1/text").asText()).startsWith("One is said. Two is");
    }

    @Test
    void a_stop_may_tell_it_too_and_what_cannot_be_is_refused() {
        assertThat(ada.post(ROOM + "/stop", "{'heard':{'turn':1,'sentence':0,'part':0.5}}")
                        .status())
                .isEqualTo(200);
        assertThat(ada.post(ROOM + "/stop", "").status()).isEqualTo(200);
        assertThat(ada.post(ROOM + "/heard", "{'turn':1,'sentence':9,'part':1}").problem())
                .isEqualTo("404 not_found: there is no sentence 9 of turn 1");
        assertThat(ada.post(ROOM + "/heard", "{'turn':1,'sentence':0,'part':1.5}")
                        .problem())
                .isEqualTo("422 invalid: part must be 0 to 1");
        assertThat(say("{'text':'Wait!','heard':{'turn':7,'sentence':0,'part':1}}"))
                .isEmpty();
        assertThat(ada.get(ROOM).json().path("lines")).hasSize(2);
    }

    @Test
    void a_listener_reports_by_its_name_and_a_stranger_cannot() {
        assertThat(ada.get(ROOM + "/events?listener=a%20b").problem())
                .isEqualTo("422 invalid: listener must be 1 to 64 letters, digits, _ or -");
        assertThat(ada.post(ROOM + "/listening", "{'listener':'ann','turn':1,'sentence':0}")
                        .problem())
                .isEqualTo("404 not_found: nobody listens by this name");
        try (Stream<String> stream =
                ada.lines(ada.request(ROOM + "/events?listener=ann")).body()) {
            assertThat(stream.anyMatch(it -> it.equals("event: round-ended"))).isTrue();
        }
    }

    /** Models that answer everything with the same two sentences, and show what they were asked. */
    private record TwoSentences(ChatModels models, BlockingQueue<Prompt> asked) implements ChatModels {
        @Override
        public List<ModelInfo> offered() {
            return models.offered();
        }

        @Override
        public ModelInfo info(ModelRef model) {
            return models.info(model);
        }

        @Override
        public ChatModel open(ModelRef model) {
            return prompt -> {
                asked.add(prompt);
                return Source.from(List.of(
                        new Chunk.Text("One is said. "),
                        new Chunk.Text("Two is spoken."),
                        new Chunk.Finished(Chunk.Reason.STOP, new Usage(10, 8, false))));
            };
        }
    }
}

package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** What went wrong in ChatsParty's servers as their users saw it, and does not here. */
class DefectsTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Server server(String more) throws IOException {
        return Server.start(ConfigFactory.parseString(more).withFallback(new Premises(directory, "house").config()));
    }

    private static String said(Talker by, String conversation, String text) {
        return "{'agent_id':'%s','message':'%s','conversation_id':'%s'}".formatted(by.ann(), text, conversation);
    }

    private static JsonNode balance(Client of) {
        return of.get("/credits/balance").json();
    }

    @Test
    void what_somebody_did_is_there_after_a_restart_and_goes_on() throws Exception {
        String token;
        String ann;
        String otto;
        try (Server server = server("")) {
            Talker ada = Talker.of(server, "ada");
            token = ada.token();
            ann = ada.ann();
            otto = ada.otto();
            ada.posted("/chat/agents/chat", said(ada, "conv_kept", "Tea?"));
            ada.client().put("/chat/conversations/conv_kept/share", "{'is_shared':true}");
            ada.posted("/chat/agents/chat", said(ada, "conv_gone", "Tea?"));
            assertThat(ada.client().delete("/chat/conversations/conv_gone").status())
                    .isEqualTo(200);
        }
        try (Server server = server("")) {
            Talker ada = new Talker(new Client(server.address().getPort(), token), ann, otto);
            assertThat(ada.client().get("/chat/agents").json().findValuesAsText("agent_id"))
                    .containsExactlyInAnyOrder(ann, otto);
            JsonNode kept = ada.client().get("/chat/conversations").json();
            assertThat(kept.findValuesAsText("id")).contains("conv_kept").doesNotContain("conv_gone");
            assertThat(ada.client()
                            .with("")
                            .get("/chat/shared/conversations/conv_kept")
                            .status())
                    .isEqualTo(200);

            ada.posted("/chat/agents/chat", said(ada, "conv_kept", "And coffee?"));

            JsonNode messages =
                    ada.client().get("/chat/conversations/conv_kept").json().path("messages");
            assertThat(messages.findValuesAsText("speaker")).containsExactly("user", "Ann", "user", "Ann");
        }
    }

    @Test
    void a_reply_is_charged_once_and_told_whatever_else_was_booked_and_one_that_fails_costs_nothing() throws Exception {
        try (Server server = server("parley.admins = \"root@example.com\"")) {
            Talker ada = Talker.of(server, "ada");
            Client root = Premises.person(server, "Root");
            String id = ada.client().get("/auth/me").json().path("id").asText();
            long before = balance(ada.client()).path("balance").asLong();

            ada.posted("/chat/agents/chat", said(ada, "conv_paid", "Tea?"));

            assertThat(balance(ada.client()).path("balance").asLong()).isEqualTo(before - 1);
            String gift =
                    "{'userId':'" + id + "','amount':5,'transactionType':'bonus','reason':'because of her birthday'}";
            Client.Reply given = root.post("/credits/add", gift);
            assertThat(given.status()).as(given.body()).isEqualTo(200);
            assertThat(balance(ada.client()).path("balance").asLong()).isEqualTo(before + 4);
            JsonNode booked = ada.client().get("/credits/transactions").json();
            assertThat(booked.isArray()).isTrue();
            assertThat(booked.size()).isGreaterThanOrEqualTo(2);
            assertThat(booked.findValues("id").stream().distinct()).hasSameSizeAs(booked);
        }
    }

    @Test
    void a_reply_that_fails_costs_nothing_and_the_clients_see_why() throws Exception {
        try (Server server = server("parley.connections.private-addresses = allow")) {
            Talker ada = Talker.of(server, "ada");
            String dead =
                    ada.client().post("/connections", """
                        {'name':'Dead','provider':'openai','model_name':'m','api_key':'k','base_url':'http://127.0.0.1:9/v1'}\
                        """).json().path("id").asText();
            String mute = ada.client()
                    .post("/agents", """
                        {'name':'Mute','characteristics':'Says nothing','connectionId':'%s'}\
                        """.formatted(dead))
                    .json()
                    .path("id")
                    .asText();
            JsonNode before = balance(ada.client());

            Client.Reply reply = ada.client().post("/chat/agents/chat", """
                {'agent_id':'%s','message':'Tea?','conversation_id':'conv_dead'}\
                """.formatted(mute));

            assertThat(reply.body()).doesNotContain("Exception", "parley.", "at java");
            assertThat(balance(ada.client()).path("balance")).isEqualTo(before.path("balance"));
        }
    }

    @Test
    void times_of_messages_are_seconds_and_the_id_is_the_one_that_the_client_chose() throws Exception {
        try (Server server = server("")) {
            Talker ada = Talker.of(server, "ada");
            String id = "conv_" + Instant.now().toEpochMilli();
            String body = "{'conversation_id':'" + id + "'," + ada.two() + ",'initial_message':'Tea?','max_turns':2}";
            ada.posted("/chat/agents/conversation", body);

            for (String at : List.of("/chat/conversations/" + id, "/api/chat/conversations/" + id)) {
                JsonNode messages = ada.client().get(at).json().path("messages");
                assertThat(messages).hasSize(3);
                assertThat(messages.get(0).path("speaker").asText()).isEqualTo("user");
                assertThat(messages.get(0).path("agent_id").isNull()).isTrue();
                StreamSupport.stream(messages.spliterator(), false).forEach(DefectsTest::assertNow);
            }
            JsonNode listed =
                    ada.client().get("/conversations/" + id + "/messages").json();
            assertThat(listed.at("/data/messages")).hasSize(3);
        }
    }

    private static void assertNow(JsonNode message) {
        Instant at = Instant.ofEpochMilli((long) (message.path("timestamp").asDouble() * 1000));
        assertThat(Duration.between(at, Instant.now()).abs()).isLessThan(AN_HOUR);
    }

    @Test
    void a_stream_says_what_it_is_and_tells_what_was_said_once() throws Exception {
        try (Server server = server("")) {
            Talker ada = Talker.of(server, "ada");
            String body = "{'conversation_id':'conv_s'," + ada.two() + ",'initial_message':'Tea?','max_turns':2}";

            String units = ada.streamed("/chat/agents/conversation/stream", body);

            assertThat(units.lines().filter(it -> it.contains("\"speaker\":\"user\"")))
                    .hasSize(1);
            assertThat(units.lines().filter(it -> it.contains("\"type\":\"complete\"")))
                    .hasSize(1);
            assertThat(units.strip()).endsWith("data: {\"type\":\"complete\"}");
        }
    }

    @Test
    void an_agent_is_changed_by_the_verb_and_in_the_spelling_of_every_era() throws Exception {
        try (Server server = server("")) {
            Talker ada = Talker.of(server, "ada");
            String python = """
                {'name':'Anna','characteristics':'Calm','gender':'female','connection_id':'chatsparty-default',
                 'chat_style':{'response_length':'short'}}\
                """;
            String node = """
                {'name':'Anne','characteristics':'Calm','connectionId':'default',
                 'chatStyle':{'responseLength':'long'},'aiConfig':{'provider':'openai','modelName':'gpt-3.5-turbo'}}\
                """;
            for (String at : List.of("/chat/agents/", "/agents/", "/api/agents/", "/api/chat/agents/")) {
                Client.Reply snake = ada.client().put(at + ada.ann(), python);
                Client.Reply camel = ada.client().patch(at + ada.ann(), node);
                assertThat(snake.status()).as(snake.body()).isEqualTo(200);
                assertThat(camel.status()).as(camel.body()).isEqualTo(200);
                assertThat(snake.json().findValuesAsText("response_length")).contains("short");
                assertThat(camel.json().findValuesAsText("response_length")).contains("long");
            }
        }
    }
}

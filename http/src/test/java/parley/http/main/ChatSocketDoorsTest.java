package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.SocketClient.COMPLETE;
import static parley.http.main.SocketClient.START;
import static parley.http.main.SocketClient.briefs;
import static parley.http.main.SocketClient.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.main.SocketClient.Heard;

/** Who may do what by a socket, and who may watch: with the {@code socket.io-client} of npm against a whole server. */
@EnabledIf(value = SocketClient.FOUND, disabledReason = SocketClient.NOT_FOUND)
class ChatSocketDoorsTest extends TalkersHouse {
    private SocketClient client(String transports) {
        return new SocketClient(server, transports, ada.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void tells_nobody_in_and_nobody_out_who_is_not_signed_in(String transport) throws Exception {
        List<Heard> heard = new SocketClient(server, transport, "")
                .emit(START, ada.start("conv_bad", "Tea?", 1).replace(ada.token(), ada.token() + "x"))
                .emit(START, ada.start("conv_none", "Tea?", 1).replace(ada.token(), ""))
                .emit("send_message", ada.send("conv_none", "Tea?").replace(ada.token(), ""))
                .emit("stop_conversation", "{'conversation_id':'conv_none'}")
                .emit("join_conversation", "{'conversation_id':'conv_none'}")
                .emit(
                        "start_conversation",
                        "{'conversation_id':'conv_legacy','agent_ids':['" + ada.ann() + "','" + ada.otto()
                                + "'],'initial_message':'Tea?','user_id':'anybody'}")
                .emit("leave_conversation", "{'conversation_id':'conv_none'}")
                .await("left_conversation")
                .run();

        assertThat(errors(heard))
                .containsExactly(
                        "conv_bad: Authentication failed",
                        "conv_none: Authentication required for multi-agent conversations",
                        "conv_none: Authentication required",
                        "conv_none: Authentication required",
                        "conv_none: Authentication required",
                        "conv_legacy: Authentication required for multi-agent conversations");
        assertThat(ada.client().get("/api/v1/conversations/conv_bad").status()).isEqualTo(404);
        assertThat(ada.client().get("/api/v1/conversations/conv_legacy").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void tells_what_is_wrong_with_an_event(String transport) throws Exception {
        List<Heard> heard = client(transport)
                .emit(START, ada.start("conv_wrong", "Tea?", 1).replace(ada.ann(), bob.ann()))
                .emit(START, ada.start("conv_wrong", "Tea?", 1).replace(ada.ann(), ada.otto()))
                .emit(START, ada.start("conv_wrong", "Tea?", 51))
                .emit("send_message", ada.send("conv_wrong", ""))
                .emit(
                        "send_message",
                        "{'conversation_id':'conv_wrong','message':'Hi','agent_ids':['" + ada.ann() + "']}")
                .emit("send_message", "{'message':'Hi'}")
                .emit("send_message", "'Hi'")
                .emit("send_message", ada.send("conv_wrong", "Hi"))
                .emit("no_such_event", "{'conversation_id':'conv_wrong'}")
                .emit("leave_conversation", "{'conversation_id':'conv_wrong'}")
                .await("left_conversation")
                .run();

        assertThat(errors(heard))
                .containsExactly(
                        "conv_wrong: One or more agents not found",
                        "conv_wrong: At least 2 agents are required for a conversation",
                        "conv_wrong: max_turns must be 1 to 50: it counts the replies of all agents",
                        "conv_wrong: Invalid message data",
                        "conv_wrong: Invalid message data",
                        ": Invalid message data",
                        ": Invalid message data",
                        "conv_wrong: Conversation not found or inactive");
        assertThat(ada.client().get("/api/v1/conversations/conv_wrong").status())
                .isEqualTo(404);
    }

    @Test
    void writes_neither_tokens_nor_what_is_said_to_the_log() throws Exception {
        try (KeptLog log = new KeptLog()) {
            client("websocket")
                    .emit(START, ada.start("conv_log", "Unspeakable?", 1))
                    .await(COMPLETE)
                    .emit("send_message", "{'token':'" + ada.token() + "','message':['Unspeakable?']}")
                    .await("conversation_error")
                    .run();

            assertThat(log.text()).isNotEmpty().doesNotContain(ada.token(), "Unspeakable");
        }
    }

    @Test
    void puts_out_who_says_more_than_can_be_done() throws Exception {
        try (Server small = server("small", "parley.chatsparty.chat.socket-waiting = 2")) {
            Talker eve = Talker.of(small, "eve");
            SocketClient flood = new SocketClient(small, "websocket", eve.token());
            for (int at = 0; at < 300; at++) flood.emit("join_conversation", "{'conversation_id':'conv_none'}");

            // It ends when the server puts it out, and fails where it waits in vain.
            List<Heard> heard = flood.await("joined_conversation").run();

            assertThat(heard).hasSizeLessThan(300);
        }
    }

    @Test
    void nobody_reaches_another_ones_conversation() throws Exception {
        client("websocket")
                .emit(START, ada.start("conv_hers", "Tea?", 1))
                .await(COMPLETE)
                .run();
        JsonNode before = ada.client().get("/api/v1/conversations/conv_hers").json();

        List<Heard> heard = new SocketClient(server, "websocket", bob.token())
                .emit("join_conversation", "{'conversation_id':'conv_hers'}")
                .emit("stop_conversation", "{'conversation_id':'conv_hers'}")
                .emit("send_message", bob.send("conv_hers", "Mine!"))
                .emit(START, bob.start("conv_hers", "My own?", 1))
                .await(COMPLETE)
                .run();

        assertThat(errors(heard))
                .containsExactly(
                        "conv_hers: Conversation not found",
                        "conv_hers: Conversation not found",
                        "conv_hers: Conversation not found or inactive");
        assertThat(briefs(heard)).endsWith("agent_message user", "agent_typing Ann", "agent_message Ann", COMPLETE);
        assertThat(ada.client().get("/api/v1/conversations/conv_hers").json()).isEqualTo(before);
    }

    @Test
    void a_room_that_a_socket_began_is_watched_by_other_means_at_the_same_time() throws Exception {
        client("websocket")
                .emit(START, ada.start("conv_both", "Tea?", 1))
                .await(COMPLETE)
                .run();
        Stream<String> lines = ada.client()
                .lines(ada.client().request("/api/v1/conversations/conv_both/events"))
                .body();
        CompletableFuture<List<String>> watched =
                CompletableFuture.supplyAsync(() -> lines.filter(it -> it.startsWith("event: "))
                        .takeWhile(new Rounds(2))
                        .toList());

        List<Heard> heard = client("polling")
                .emit("join_conversation", "{'conversation_id':'conv_both'}")
                .await("joined_conversation")
                .emit("send_message", ada.send("conv_both", "More?"))
                .await(COMPLETE)
                .run();

        assertThat(watched.get())
                .contains("event: opened", "event: message-said", "event: sentence-spoken", "event: turn-completed");
        assertThat(briefs(heard))
                .containsExactly(
                        "joined_conversation",
                        "conversation_resumed",
                        "agent_message user",
                        "agent_typing Otto",
                        "agent_message Otto",
                        "agent_typing Ann",
                        "agent_message Ann",
                        "conversation_complete");
    }

    /** As long as fewer rounds than so many have ended. */
    private static final class Rounds implements Predicate<String> {
        private int left;

        Rounds(int rounds) {
            left = rounds;
        }

        @Override
        public boolean test(String line) {
            if (line.equals("event: round-ended")) left--;
            return left > 0;
        }
    }
}

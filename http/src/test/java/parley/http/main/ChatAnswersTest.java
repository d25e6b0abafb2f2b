package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** Talks over HTTP that are answered in JSON, in the shapes of both eras, with the real engine behind them. */
class ChatAnswersTest extends TalkersHouse {
    private static final String PYTHON = "/chat/agents/conversation";
    private static final String NODE = "/chat/multi-agent";

    @Test
    void answers_in_json_once_the_round_has_ended() {
        JsonNode reply = ada.posted(
                "/chat/agents/chat", "{'agent_id':'" + ada.otto() + "','message':'Tea?','conversation_id':'conv_one'}");
        assertThat(reply.path("type").asText()).isEqualTo("agent_response");
        assertThat(reply.path("response").asText())
                .isEqualTo(ada.texts("conv_one").get(1));

        JsonNode lines = ada.posted(
                "/api" + PYTHON, "{" + ada.two() + ",'conversation_id':'conv_json','message':'Tea?','max_rounds':2}");
        assertThat(lines.findValuesAsText("speaker")).containsExactly("user", "Ann", "Otto", "Ann", "Otto");
        assertThat(lines.findValuesAsText("message")).isEqualTo(ada.texts("conv_json"));
        assertThat(lines.at("/0/agent_id").isNull()).isTrue();
        assertThat(lines.at("/1/agent_id").asText()).isEqualTo(ada.ann());
        assertThat(lines.at("/1/timestamp").asDouble()).isBetween(1.7e9, 1e11);

        JsonNode one = ada.posted("/chat", "{'agentId':'" + ada.ann() + "','message':'Tea?'}");
        assertThat(one.path("success").asBoolean()).isTrue();
        String room = one.at("/data/conversationId").asText();
        assertThat(one.at("/data/response").asText()).isEqualTo(ada.texts(room).get(1));
        assertThat(one.at("/data/creditsUsed").asInt()).isEqualTo(1);

        JsonNode again = ada.posted(
                "/chat/chat", "{'agentId':'" + ada.otto() + "','message':'And milk?','conversationId':'" + room + "'}");
        assertThat(again.at("/data/agentName").asText()).isEqualTo("Otto");
        assertThat(ada.texts(room)).hasSize(4);

        JsonNode several = ada.posted(
                "/chat" + NODE, "{" + ada.two() + ",'message':'Sugar?','maxTurns':3,'conversationId':'" + room + "'}");
        assertThat(several.at("/data/messages").findValuesAsText("speaker"))
                .hasSize(3)
                .contains("Ann", "Otto");
        assertThat(several.at("/data/totalCreditsUsed").asInt()).isEqualTo(3);
        assertThat(several.at("/data/conversationComplete").asBoolean()).isTrue();

        JsonNode assistant = ada.posted("/api/chat", "{'message':'Tea?'}");
        assertThat(assistant.at("/data/agentName").asText()).isEqualTo("Assistant");
    }

    @Test
    void the_conversation_that_everybody_has_is_answered_by_whoever_is_asked() {
        List<String> speakers = Stream.of(ada.ann(), ada.otto(), ada.ann())
                .map(it -> ada.posted("/chat/agents/chat", "{'agent_id':'" + it + "','message':'Tea?'}")
                        .path("agent_name")
                        .asText())
                .toList();
        JsonNode his = bob.posted("/chat/agents/chat", "{'agent_id':'" + bob.otto() + "','message':'Tea?'}");

        assertThat(speakers).containsExactly("Ann", "Otto", "Ann");
        assertThat(his.path("conversation_id").asText()).isEqualTo("default");
    }

    @Test
    void a_conversation_goes_on_with_whoever_is_named_and_is_nobody_elses() {
        String cleo = ada.client()
                .post("/api/v1/agents", "{'name':'Cleo','persona':'calm','voice':'none/none'}")
                .json()
                .path("id")
                .asText();
        ada.posted(PYTHON, "{" + ada.two() + ",'conversation_id':'conv_on','message':'Tea?','max_turns':2}");

        JsonNode lines = ada.posted(
                PYTHON,
                "{'agent_ids':['" + ada.ann() + "','" + cleo
                        + "'],'conversation_id':'conv_on','message':'And milk?','max_turns':3}");
        assertThat(lines.findValuesAsText("speaker")).contains("Cleo");

        for (String path : List.of("/chat", NODE))
            assertThat(bob.client()
                            .post(path, "{'message':'Mine?','conversationId':'conv_on'}")
                            .problem())
                    .isEqualTo("404 not_found: Conversation not found");
        bob.posted(PYTHON, "{" + bob.two() + ",'conversation_id':'conv_on','message':'Mine?','max_turns':1}");
        assertThat(ada.texts("conv_on")).doesNotContain("Mine?");
    }

    @Test
    void whoever_sits_there_answers_where_nobody_is_named() {
        String seats = "'agents':['" + ada.ann() + "','" + ada.otto() + "']";
        ada.client().post("/api/v1/conversations", "{'id':'conv_seats'," + seats + "}");
        ada.posted("/chat", "{'message':'Tea?','agentId':'" + ada.otto() + "','conversationId':'conv_seats'}");

        JsonNode several = ada.posted(NODE, "{'message':'And milk?','conversationId':'conv_seats','maxTurns':2}");
        String alone = ada.posted("/chat", "{'message':'Tea?','agentId':'" + ada.otto() + "'}")
                .at("/data/conversationId")
                .asText();

        assertThat(several.at("/data/messages").findValuesAsText("speaker")).containsExactlyInAnyOrder("Ann", "Otto");
        assertThat(ada.client()
                        .post(NODE, "{'message':'Milk?','conversationId':'" + alone + "'}")
                        .problem())
                .isEqualTo("400 invalid: At least 2 agents are required for a conversation");
    }

    @Test
    void says_no_with_the_statuses_of_each_era() {
        String foreign = "{'agentId':'" + bob.ann() + "','message':'Tea?'}";
        assertThat(ada.client().post("/chat", foreign).problem())
                .isEqualTo("404 not_found: Agent " + bob.ann() + " not found");
        assertThat(ada.client()
                        .post("/chat/agents/chat", foreign.replace("agentId", "agent_id"))
                        .problem())
                .isEqualTo("404 not_found: Agent " + bob.ann() + " not found");
        assertThat(ada.client().post(NODE, "{" + ada.two() + ",'message':''}").problem())
                .isEqualTo("400 invalid: message is required");
        assertThat(ada.client().post(PYTHON, "{" + ada.two() + ",'message':''}").problem())
                .isEqualTo("422 invalid: message is required");
        assertThat(ada.client()
                        .post(NODE, "{'agentIds':['" + ada.ann() + "'],'message':'Tea?'}")
                        .problem())
                .isEqualTo("400 invalid: At least 2 agents are required for a conversation");
        assertThat(ada.client()
                        .post(NODE, "{" + ada.two() + ",'message':'Tea?','maxRounds':30}")
                        .problem())
                .startsWith("400 invalid: max_turns must be 1 to 50");
    }

    @Test
    void says_how_many_credits_are_lacking() throws IOException {
        try (Server poor = server("poor", "parley.user.welcome-credits = 1")) {
            Talker eve = Talker.of(poor, "eve");
            JsonNode several = eve.posted(NODE, "{" + eve.two() + ",'message':'Tea?','maxTurns':3}");
            assertThat(several.at("/data/messages/1/message").asText())
                    .isEqualTo("I'm sorry, but you don't have enough credits to continue this conversation."
                            + " Insufficient credits. Required: 1, Available: 0");
            assertThat(several.at("/data/totalCreditsUsed").asInt()).isEqualTo(1);

            Client.Reply refused =
                    eve.client().post("/chat/agents/chat", "{'agent_id':'" + eve.ann() + "','message':'Tea?'}");
            assertThat(refused.status()).isEqualTo(402);
            assertThat(refused.json().path("required_credits").asInt()).isEqualTo(1);
            assertThat(refused.json().path("available_credits").asInt()).isZero();
            assertThat(eve.streamed(PYTHON + "/stream", "{" + eve.two() + ",'message':'Tea?'}"))
                    .contains("I'm sorry, but you don't have enough credits to continue this conversation."
                            + " Insufficient credits. Required: 1, Available: 0")
                    .endsWith("data: {\"type\":\"complete\"}\n\n");
            assertThat(eve.streamed(NODE, "{" + eve.two() + ",'message':'Tea?','stream':true}"))
                    .isEqualTo("data: {\"type\":\"error\",\"data\":{\"error\":\"Insufficient credits. Required: 1,"
                            + " Available: 0\",\"code\":\"insufficient_credits\"},\"timestamp\":MS}\n\n");
        }
    }

    @Test
    void two_who_talk_in_one_conversation_at_once_are_both_answered() {
        String body = "{" + ada.two() + ",'conversation_id':'conv_two','message':'Tea?','max_turns':2}";

        List<CompletableFuture<JsonNode>> both = Stream.of(body, body)
                .map(it -> CompletableFuture.supplyAsync(() -> ada.posted(PYTHON, it)))
                .toList();

        for (CompletableFuture<JsonNode> it : both)
            assertThat(it.join().findValuesAsText("speaker")).hasSize(3).startsWith("user");
        assertThat(ada.texts("conv_two")).hasSize(6);
    }

    @Test
    void tells_what_was_said_in_time_where_an_answer_takes_too_long() throws IOException {
        String late = "parley.models.scripted { shortest-gap = 30 ms, longest-gap = 40 ms }\n"
                + "parley.chatsparty.chat.answer-within = 2 s\nparley.http.heartbeat = 100 ms";
        try (Server slowly = server("late", late)) {
            Talker eve = Talker.of(slowly, "eve");

            Client.Reply reply = eve.client().post(NODE, "{" + eve.two() + ",'message':'Tea?','maxTurns':50}");

            assertThat(reply.body()).startsWith("  ");
            assertThat(reply.json().at("/data/messages")).hasSizeLessThan(50);
            assertThat(reply.json().at("/data/conversationComplete").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void a_language_model_leads_the_talk_of_several_and_none_does_where_there_is_none() throws IOException {
        try (ModelServer model = new ModelServer();
                Server real = server(
                        "real",
                        "parley.models.openai { base-url = \"" + model.base() + "\", model = tea }\n"
                                + "parley.prices.defaults = [{ provider = openai, model = \"*\", message = 0,"
                                + " thousand-tokens = 0 }]")) {
            Talker eve = Talker.of(real, "eve");
            eve.posted(PYTHON, "{" + eve.two() + ",'conversation_id':'conv_led','message':'Tea?','max_turns':2}");
            JsonNode rules = eve.room("conv_led").path("rules");
            assertThat(rules.at("/speakers/rule").asText()).isEqualTo("model");
            assertThat(rules.path("until").toString()).contains("judged", "end conversation");
            assertThat(eve.texts("conv_led")).containsExactly("Tea?", "Tea, please.", "Tea, please.");
            assertThat(model.asked()).isGreaterThan(2);
        }
        ada.posted(PYTHON, "{" + ada.two() + ",'conversation_id':'conv_unled','message':'Tea?','max_turns':1}");
        assertThat(ada.room("conv_unled").at("/rules/speakers/rule").asText()).isEqualTo("round-robin");
    }
}

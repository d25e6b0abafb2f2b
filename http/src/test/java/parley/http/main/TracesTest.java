package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;
import parley.http.main.TraceCollector.Seen;
import parley.http.wire.Canary;

/** What a collector of traces is told of a message. */
class TracesTest extends TracedHouse {
    private static final String SERVER_KIND = "2";

    TracesTest() throws IOException {}

    private List<Seen> of(String room) {
        return collector.spans().stream()
                .filter(it -> it.trace().equals(trace(room)))
                .toList();
    }

    private static Seen one(List<Seen> spans, String name) {
        return spans.stream()
                .filter(it -> it.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_message_is_one_trace_from_the_request_to_the_voice() throws IOException {
        Client ada = Premises.person(server, "Ada");
        String agent = agent(ada);

        talk(ada, "ada-room", agent, "How is the weather in Jena?");

        assertThat(Eventually.becomes(() -> of("ada-room").size() == 6)).isTrue();
        List<Seen> spans = of("ada-room");
        Seen request = one(spans, "POST");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(request.name()).isEqualTo("POST /api/v1/conversations");
        assertThat(request.kind()).asString().isEqualTo(SERVER_KIND);
        assertThat(request.attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", "/api/v1/conversations")
                .containsEntry("http.response.status_code", "200");
        Seen turn = one(spans, "invoke_agent");
        assertThat(turn.parent()).isEqualTo(request.id());
        assertThat(turn.name()).isEqualTo("invoke_agent " + agent);
        assertThat(turn.attributes())
                .containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("gen_ai.agent.id", agent)
                .containsEntry("gen_ai.conversation.id", "ada-room")
                .containsEntry("parley.turn", "1")
                .containsEntry("parley.attempt", "1")
                .containsEntry("parley.end", "stop");
        List<Seen> chats =
                spans.stream().filter(it -> it.name().equals("chat tooled")).toList();
        assertThat(chats).hasSize(2).allSatisfy(it -> {
            assertThat(it.parent()).isEqualTo(turn.id());
            assertThat(it.attributes())
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "openai")
                    .containsEntry("gen_ai.request.model", "tooled")
                    .containsKeys("gen_ai.usage.input_tokens", "gen_ai.response.time_to_first_chunk");
            assertThat(it.events()).containsExactly("first_chunk");
        });
        assertThat(chats)
                .extracting(it -> it.attribute("gen_ai.response.finish_reasons"))
                .containsExactlyInAnyOrder("tool_calls", "stop");
        assertThat(chats)
                .anySatisfy(it -> assertThat(it.attributes())
                        .containsEntry("gen_ai.usage.input_tokens", "21")
                        .containsEntry("gen_ai.usage.output_tokens", "6"));
        Seen tool = one(spans, "execute_tool");
        assertThat(tool.parent()).isEqualTo(turn.id());
        assertThat(tool.attributes())
                .containsEntry("gen_ai.operation.name", "execute_tool")
                .containsEntry("gen_ai.tool.name", "house/echo");
        Seen speak = one(spans, "speak");
        assertThat(speak.parent()).isEqualTo(turn.id());
        assertThat(speak.attributes())
                .containsEntry("parley.voice", "hum/alto")
                .containsEntry("parley.characters", "20")
                .containsEntry("parley.sound.length", "0.8");
        assertThat(speak.events()).containsExactly("first_sound");
        assertThat(spans).allMatch(Seen::timed).noneMatch(Seen::error);
        assertThat(collector.keys()).contains("secret=1");
    }

    @Test
    void nothing_that_anybody_said_and_no_key_is_in_a_trace() {
        Client bea = Premises.person(server, "Bea");
        String agent = agent(bea);

        talk(bea, "bea-room", agent, "How is the weather in Jena, dear Persephone?");
        talk(bea, "bea-refused", agent, "Now refuse me, Persephone.");

        assertThat(Eventually.becomes(() -> of("bea-room").size() >= 6
                        && collector.spans().stream()
                                .anyMatch(it ->
                                        it.attribute("gen_ai.conversation.id").equals("bea-refused"))))
                .isTrue();
        assertThat(collector.everything())
                .contains("bea-room")
                .doesNotContain(
                        Canary.KEY,
                        Canary.KEY.substring(0, Canary.KEY.length() / 2),
                        "Persephone",
                        "sunny",
                        "Canterbury",
                        "Secretive",
                        "city",
                        "example.com");
        assertThat(String.join("\n", model.requests())).contains("Persephone", Canary.KEY);
    }

    @Test
    void a_refusal_of_the_provider_is_told_by_its_class() {
        Client cleo = Premises.person(server, "Cleo");

        talk(cleo, "cleo-room", agent(cleo), "Now refuse me.");

        assertThat(Eventually.becomes(() -> collector.spans().stream()
                        .anyMatch(it -> it.attribute("gen_ai.conversation.id").equals("cleo-room"))))
                .isTrue();
        Seen turn = collector.spans().stream()
                .filter(it -> it.attribute("gen_ai.conversation.id").equals("cleo-room"))
                .findFirst()
                .orElseThrow();
        Seen chat = collector
                .named("chat")
                .filter(it -> it.parent().equals(turn.id()))
                .findFirst()
                .orElseThrow();
        assertThat(chat.attribute("error.type")).isEqualTo("unauthorized");
        assertThat(chat.error()).isTrue();
        assertThat(turn.attribute("parley.end")).isEqualTo("failed");
        assertThat(turn.error()).isTrue();
    }

    @Test
    void a_round_that_began_by_itself_is_linked_with_the_request_it_comes_from() {
        Client dora = Premises.person(server, "Dora");
        String room = "/api/v1/conversations/dora-room";
        dora.post(
                "/api/v1/conversations",
                "{'id':'dora-room','agents':['" + agent(dora) + "'],'rules':{'approval':true}}");
        dora.post(room + "/messages", "{'text':'Wait for me.','turns':1}");
        int waiting = dora.post(room + "/messages", "{'text':'Then this.','turns':1,'whenBusy':'queue','id':'later'}")
                .status();

        assertThat(waiting).isEqualTo(202);
        assertThat(Eventually.becomes(() -> {
                    dora.post(room + "/approve", "");
                    return turns("dora-room").size() >= 2;
                }))
                .isTrue();
        Seen later = turns("dora-room").get(1);
        assertThat(later.parent()).isEmpty();
        assertThat(later.links()).hasSize(1);
        assertThat(collector.named("POST /api/v1/conversations/{id}/messages").map(Seen::trace))
                .containsAnyElementsOf(later.links());
    }

    @Test
    void who_is_asked_beside_the_turns_is_asked_within_the_trace_of_their_round() {
        Client emma = Premises.person(server, "Emma");
        String judged = "'rules':{'until':{'limit':'judged','model':'openai/tooled','every':1}}";

        talk(emma, "emma-room", "'message':'Tea?','turns':2,'agents':['" + agent(emma) + "']," + judged);

        assertThat(Eventually.becomes(() -> !besideTheTurns("emma-room").isEmpty()))
                .isTrue();
        assertThat(besideTheTurns("emma-room"))
                .allSatisfy(it -> assertThat(it.attributes())
                        .containsEntry("gen_ai.operation.name", "chat")
                        .containsEntry("gen_ai.request.model", "tooled"));
    }

    /** What models were asked by the request itself, and by no turn. */
    private List<Seen> besideTheTurns(String room) {
        List<Seen> spans = of(room);
        List<String> requests = spans.stream()
                .filter(it -> it.name().startsWith("POST"))
                .map(Seen::id)
                .toList();
        return spans.stream()
                .filter(it -> it.name().equals("chat tooled") && requests.contains(it.parent()))
                .toList();
    }

    private List<Seen> turns(String room) {
        return collector.spans().stream()
                .filter(it -> it.attribute("gen_ai.conversation.id").equals(room))
                .sorted((one, other) -> one.attribute("parley.turn").compareTo(other.attribute("parley.turn")))
                .toList();
    }
}

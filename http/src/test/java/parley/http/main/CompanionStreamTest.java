package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** Streams of the Companion's clients, byte by byte, read by the page's own rules: contract, section 3. */
class CompanionStreamTest extends ChattersHouse {
    private static final String MUTE = ",'enable_tts':false";

    private static String contents(List<PageReader.Event> events) {
        return only("content", events).stream().map(it -> it.text("content")).collect(Collectors.joining());
    }

    @Test
    void tells_events_in_the_order_that_both_eras_know() {
        List<PageReader.Event> events = events(
                page,
                "{'messages':[{'role':'user','content':'Good morning'}],'character_card':null,"
                        + "'model':'ollama/llama3.2','enable_tts':false}");

        assertThat(events.getFirst().name()).isEqualTo("provider_connected");
        assertThat(events.getFirst().text("provider")).isEqualTo("scripted/demo");
        assertThat(events.getFirst().text("type")).isEqualTo("local");
        PageReader.Event done = events.getLast();
        assertThat(done.name()).isEqualTo("done");
        assertThat(done.text("full_content")).isEqualTo(contents(events)).isEqualTo("I heard: Good morning. Go on.");
        List<PageReader.Event> contents = only("content", events);
        assertThat(contents.stream().map(it -> it.data().path("chunk_index").asInt()))
                .isEqualTo(IntStream.rangeClosed(1, contents.size()).boxed().toList());
        assertThat(contents)
                .allMatch(it -> it.text("model").equals("demo") && it.data().has("timestamp"));
        assertThat(done.data().path("chunk_count").asInt()).isEqualTo(contents.size());
        assertThat(done.data().at("/usage/prompt_tokens").asInt()).isEqualTo(30);
        assertThat(done.data().path("latency").isIntegralNumber()).isTrue();
        assertThat(done.data().path("character").isNull()).isTrue();
        assertThat(done.text("conversation_id")).isEqualTo("default-session");
        assertThat(events.stream().map(PageReader.Event::name).distinct())
                .containsExactly("provider_connected", "content", "sentence", "done");
    }

    @Test
    void closes_each_sentence_in_a_content_and_in_an_event_of_its_own() {
        List<PageReader.Event> events = events(page, said("sentences", "Well", MUTE));

        List<String> closed = only("content", events).stream()
                .filter(it -> it.data().path("sentence_complete").asBoolean())
                .map(it -> it.text("sentence"))
                .toList();
        assertThat(closed).containsExactly("I heard: Well.", "Go on.");
        assertThat(only("sentence", events).stream().map(it -> it.text("sentence")))
                .isEqualTo(closed);
        assertThat(only("sentence", events).stream()
                        .map(it -> it.data().path("index").asInt()))
                .containsExactly(0, 1);
    }

    @Test
    void strips_control_characters_across_tokens_and_nothing_else_and_stays_ascii() {
        byte[] bytes = bytes(page, said("pieces", "Speak in pieces", MUTE));
        String raw = new String(bytes, StandardCharsets.UTF_8);
        List<PageReader.Event> events = PageReader.events(bytes);

        String text = "Red: [31mok. Smile \ud83d\ude00 a\u2028b <b>I'm & \"you\"</b>.";
        assertThat(contents(events)).isEqualTo(text);
        assertThat(events.getLast().text("full_content")).isEqualTo(text);
        assertThat(raw.chars()).allMatch(it -> it < 0x7f && (it >= ' ' || it == '\n'));
        assertThat(raw).endsWith("\n\n").contains("\\u2028");
        assertThat(raw.lines().filter(it -> !it.isEmpty() && !it.startsWith(":")))
                .allMatch(it -> it.startsWith("event: ") || it.startsWith("data: "));
    }

    @Test
    void tells_a_model_that_is_down_in_the_stream_and_ends_it() {
        List<PageReader.Event> events = events(page, said("down", "Please be down", MUTE));

        assertThat(events).hasSize(1);
        JsonNode error = events.getFirst().data();
        assertThat(events.getFirst().name()).isEqualTo("error");
        assertThat(error.path("type").asText()).isEqualTo("provider_offline");
        assertThat(error.path("status").asText()).isEqualTo("offline");
        assertThat(error.path("provider").asText()).isEqualTo("local");
        assertThat(error.path("error").asText()).isEqualTo("nobody answers there");
        assertThat(error.path("suggestion").asText()).isNotEmpty();
    }

    @Test
    void tells_a_model_that_breaks_off_once_and_says_no_done_after_it() {
        List<PageReader.Event> events = events(page, said("broken", "Please break", MUTE));

        assertThat(contents(events)).startsWith("One sentence.");
        assertThat(events.getLast().name()).isEqualTo("error");
        assertThat(events.getLast().text("code")).isEqualTo("cut_off");
        assertThat(events.getLast().data().path("chunk_count").asInt())
                .isEqualTo(only("content", events).size());
        assertThat(only("done", events)).isEmpty();
        assertThat(only("error", events)).hasSize(1);
    }

    @Test
    void says_what_is_wrong_before_the_stream_begins() {
        for (String body : List.of("{}", "{'messages':[{'role':'boss','content':'Hi'}]}")) {
            Client.Reply reply = page.post(STREAM, body);
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("error").asText()).isNotEmpty();
        }
        assertThat(page.post(STREAM, "{'messages':[]}").status()).isEqualTo(400);
        assertThat(page.post(STREAM, said("x", "Hi", ",'character_id':'../../../config'"))
                        .status())
                .isEqualTo(404);
        assertThat(page.with("none").post(STREAM, said("x", "Hi", "")).status()).isEqualTo(401);
    }

    @Test
    void streams_and_whole_answers_share_one_memory() {
        events(page, said("shared", "My cat is Tom", MUTE));
        page.post(CHAT, said("shared", "Who is my cat?", ""));
        List<PageReader.Event> events = events(page, said("shared", "Really?", ",'stream':false" + MUTE));

        assertThat(events.getLast().name()).isEqualTo("done");
        assertThat(parrot.last().lines()).hasSize(5);
    }

    private HttpResponse<Stream<String>> lingering(Client client, String session) {
        String body = said(session, "Please linger", MUTE).replace('\'', '"');
        HttpResponse<Stream<String>> stream =
                client.lines(client.request(STREAM).POST(BodyPublishers.ofString(body)));
        Iterator<String> lines = stream.body().iterator();
        while (!lines.next().startsWith("event: sentence")) {
            // up to the first sentence
        }
        return stream;
    }

    @Test
    void who_leaves_stops_nothing_and_the_next_message_may() {
        HttpResponse<Stream<String>> left = lingering(ada, "left");
        left.body().close();
        String room = ada.get("/api/v1/conversations").json().at("/items/0/id").asText();
        assertThat(ada.get("/api/v1/conversations/" + room).json().path("state").asText())
                .isEqualTo("running");

        List<PageReader.Event> events = events(ada, said("left", "Back again", MUTE + ",'when_busy':'interrupt'"));

        assertThat(events.getLast().text("full_content")).endsWith("Back again. Go on.");
        assertThat(parrot.last().lines().stream().map(it -> it.text()).toList().get(1))
                .startsWith("I stay here.");
    }

    @Test
    void a_door_stops_what_is_being_said_and_its_stream_ends_in_good_order() {
        String body = said("stopped", "Please linger", MUTE).replace('\'', '"');
        HttpResponse<Stream<String>> stream = ada.lines(ada.request(STREAM).POST(BodyPublishers.ofString(body)));
        Iterator<String> lines = stream.body().iterator();
        while (!lines.next().startsWith("event: sentence")) {
            // up to the first sentence
        }

        Client.Reply stop = ada.post("/api/chat/stop", "{'conversation_id':'stopped'}");

        assertThat(stop.status()).as(stop.body()).isEqualTo(200);
        String last = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("event: ")) last = line;
            if (last.endsWith("done") && line.startsWith("data: "))
                assertThat(line).contains("\"stopped\":true");
        }
        assertThat(last).isEqualTo("event: done");
        assertThat(ada.post("/api/chat/stop", "{'conversation_id':'never'}").status())
                .isEqualTo(404);
    }
}

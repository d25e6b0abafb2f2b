package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/**
 * Talks where streams can be heard, with the voice that is in every server (contract, sections 3.3 and 4.3), where whole
 * answers are soon late, and where closing a stream stops what is said.
 */
class CompanionSettingsTest extends ChattersHouse {
    private static final double A_FRAME = 0.02;

    @Override
    String settings() {
        return """
            parley.voices { enabled = on, programs { espeak.program = "", flite.program = "", piper.program = "" } }
            parley.companion.chat { patience = 50 ms, stop-when-left = on }
            parley.http.heartbeat = 200 ms
            """;
    }

    @Test
    void sentences_are_heard_in_order_while_text_still_comes() throws Exception {
        List<PageReader.Event> events = events(page, said("duet", "Sing a duet", ""));

        List<String> names = events.stream().map(PageReader.Event::name).toList();
        assertThat(names.indexOf("audio"))
                .isGreaterThan(names.indexOf("sentence"))
                .isLessThan(names.lastIndexOf("content"));
        assertThat(names.getLast()).isEqualTo("done");
        List<PageReader.Event> sounds = only("audio", events);
        assertThat(sounds.stream().map(it -> it.text("sentence")))
                .containsExactly("The first half is heard.", "Then the second half is said.");
        assertThat(sounds.stream().map(it -> it.data().path("index").asInt())).containsExactly(0, 1);
        for (PageReader.Event it : sounds) sounds(it.data());
    }

    private static void sounds(JsonNode audio) throws IOException, UnsupportedAudioFileException {
        assertThat(audio.path("mime").asText()).isEqualTo("audio/wav");
        byte[] file = Base64.getDecoder().decode(audio.path("audio").asText());
        double length;
        try (AudioInputStream wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
            assertThat(wav.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
            length = wav.getFrameLength() / (double) wav.getFormat().getFrameRate();
        }
        assertThat(length).isGreaterThan(0.5);
        assertThat(audio.path("duration").asDouble()).isCloseTo(length, within(A_FRAME));
        double end = 0;
        for (JsonNode mouth : audio.path("visemes")) {
            assertThat(mouth.path("time").asDouble()).isGreaterThanOrEqualTo(end - A_FRAME);
            assertThat(mouth.path("value").asInt()).isBetween(0, 9);
            end = mouth.path("time").asDouble() + mouth.path("duration").asDouble();
        }
        assertThat(audio.path("visemes").size()).isGreaterThan(5);
        assertThat(end).isCloseTo(length, within(A_FRAME));
    }

    @Test
    void who_wants_no_sound_gets_none() {
        List<PageReader.Event> events = events(page, said("mute", "Hello", ",'enable_tts':false"));

        assertThat(only("audio", events)).isEmpty();
        assertThat(only("sentence", events)).hasSize(2);
        assertThat(events.getLast().name()).isEqualTo("done");
    }

    @Test
    void a_sentence_that_cannot_be_heard_keeps_no_text_waiting() {
        try (Stream<String> stream = opened("hoarse", "Sound hoarse")) {
            assertThat(read(stream.iterator(), "But read me.")).contains("\"content\"");
        }
    }

    @Test
    void who_leaves_stops_what_is_said_where_that_is_set() {
        Stream<String> stream = opened("left", "Please linger");
        Iterator<String> lines = stream.iterator();
        String room = read(lines, "\"room\"").replaceAll(".*\"room\":\"([^\"]+)\".*", "$1");
        read(lines, "event: sentence");

        stream.close();

        assertThat(Eventually.becomes(() -> ada.get("/api/v1/conversations/" + room)
                        .json()
                        .path("state")
                        .asText()
                        .equals("resting")))
                .isTrue();
    }

    private Stream<String> opened(String session, String text) {
        String body = said(session, text, "").replace('\'', '"');
        return ada.lines(ada.request(STREAM).POST(BodyPublishers.ofString(body)))
                .body();
    }

    /** Reads on up to a line that holds this. */
    private static String read(Iterator<String> lines, String text) {
        while (true) {
            String line = lines.next();
            if (line.contains(text)) return line;
        }
    }

    @Test
    void an_answer_that_is_late_is_told_in_a_body_that_says_how_it_went() {
        Client.Reply late = page.post(CHAT, said("late", "Please be late", ""));
        Client.Reply broken = page.post(CHAT, said("late", "Please break", ""));

        assertThat(late.status()).isEqualTo(200);
        assertThat(late.json().path("message").asText()).isEqualTo("Here I am.");
        assertThat(late.json().path("success").asBoolean()).isTrue();
        assertThat(broken.status()).as("told before anybody knew").isEqualTo(200);
        assertThat(broken.json().path("success").asBoolean(true)).isFalse();
        assertThat(broken.json().path("error").asText()).isEqualTo("the model broke off");
    }
}

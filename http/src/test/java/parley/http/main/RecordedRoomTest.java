package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.http.api.Client;
import parley.http.sound.Mp3Length;
import parley.http.sound.Wav;

/** Recordings and captions of a room with real voices, over HTTP with the real engine behind it. */
@TestInstance(Lifecycle.PER_CLASS)
class RecordedRoomTest {
    private static final String ROOM = "/api/v1/conversations/tea";
    private static final String AGENTS = "'agents':[{'name':'Ann','persona':'calm','voice':'espeak/en-us'},"
            + "{'name':'Otto & <Co>','persona':'loud','voice':'espeak/en-gb?pitch=-4'}]";

    private final Path directory;

    @AutoClose
    private final Server server;

    private final Client ada;

    RecordedRoomTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        server = Server.start(config("tea"));
        ada = Premises.person(server);
        say(ada, ROOM, 4);
    }

    private Config config(String name) throws IOException {
        return ConfigFactory.parseString("parley { voices.enabled = on, recording.at-once = 1 }")
                .withFallback(new Premises(directory, name).config());
    }

    /** A round of turns, seen to its end. */
    private static void say(Client client, String room, int turns) {
        String id = room.substring(room.lastIndexOf('/') + 1);
        String body = "{'id':'" + id + "','title':'Tea: é/?'," + AGENTS + ",'message':'Tea?','turns':" + turns + "}";
        assertThat(client.lines("/api/v1/conversations", body).body().toList()).contains("event: round-ended");
    }

    /** The recording once it has ended; what is told until then never goes back. */
    private static JsonNode ended(Client client, String address) {
        double progress = 0;
        while (true) {
            JsonNode told = client.get(address).json();
            assertThat(told.path("progress").asDouble()).isGreaterThanOrEqualTo(progress);
            progress = told.path("progress").asDouble();
            if (told.has("endedAt")) return told;
            Thread.onSpinWait();
        }
    }

    private static void awaitProgress(Client client, String address) {
        while (client.get(address).json().path("progress").asDouble() == 0) Thread.onSpinWait();
    }

    private JsonNode recorded(String id, String order) {
        Client.Reply reply = ada.post(ROOM + "/recordings", "{'id':'" + id + "'," + order + "}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return ended(ada, ROOM + "/recordings/" + id);
    }

    @ParameterizedTest
    @CsvSource({"mp3, audio/mpeg", "opus, audio/ogg", "wav, audio/wav"})
    void a_room_becomes_one_file_and_captions_that_fit(String format, String mediaType) {
        JsonNode told = recorded(format, "'format':'" + format + "','intro':1,'outro':0");

        assertThat(told.path("status").asText()).as(told.toString()).isEqualTo("completed");
        assertThat(told.at("/messages/of").asInt()).isEqualTo(4);
        assertThat(told.path("leftOut").asInt()).isZero();
        double seconds = told.path("seconds").asDouble();
        var audio = ada.raw(ROOM + "/recordings/" + format + "/audio");
        assertThat(audio.headers().firstValue("Content-Type")).contains(mediaType);
        assertThat(audio.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"Tea e." + format + "\"; filename*=UTF-8''Tea%20%C3%A9." + format);
        assertThat(audio.body()).hasSize(told.path("bytes").asInt());
        if (!format.equals("opus"))
            assertThat(seconds(ByteString.fromArray(audio.body()), format)).isCloseTo(seconds, within(0.15));
        String captions =
                ada.get(ROOM + "/recordings/" + format + "/captions?format=vtt").body();
        assertThat(captions).startsWith("WEBVTT\n\n00:00:01.000 --> ").contains("<v Otto &amp; &lt;Co&gt;>");
        assertThat(lastCue(captions)).isCloseTo(seconds, within(0.002));
    }

    private static double seconds(ByteString file, String format) {
        return format.equals("wav")
                ? Wav.read(file).seconds()
                : Mp3Length.of(file).orElseThrow().toMillis() / 1000.0;
    }

    /** When the last cue ends, in seconds. */
    private static double lastCue(String captions) {
        String end = captions.substring(captions.lastIndexOf(" --> ") + 5).substring(0, 12);
        String[] parts = end.replace(',', '.').split(":", -1);
        return Integer.parseInt(parts[0]) * 3600 + Integer.parseInt(parts[1]) * 60 + Double.parseDouble(parts[2]);
    }

    @Test
    void captions_of_the_room_end_where_a_recording_of_it_does() {
        JsonNode told = recorded("plain", "'format':'wav'");

        Client.Reply srt = ada.get(ROOM + "/captions?format=srt");

        assertThat(srt.header("Content-Type")).isEqualTo("application/x-subrip");
        assertThat(srt.body()).startsWith("1\n00:00:00,000 --> ").contains("Ann: ");
        assertThat(lastCue(srt.body())).isCloseTo(told.path("seconds").asDouble(), within(0.05));
        assertThat(ada.get(ROOM + "/captions").header("Content-Type")).startsWith("text/vtt");
    }

    @Test
    void the_same_order_twice_is_made_once_and_a_part_of_the_file_can_be_had() {
        JsonNode told = recorded("twice", "'format':'mp3'");
        assertThat(recorded("twice", "'format':'mp3'").path("endedAt")).isEqualTo(told.path("endedAt"));
        assertThat(ada.post(ROOM + "/recordings", "{'id':'twice','format':'wav'}")
                        .status())
                .isEqualTo(409);

        var part = ada.send(ada.request(ROOM + "/recordings/twice/audio")
                .header("Range", "bytes=0-2")
                .GET());

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ID3");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 0-2/" + told.path("bytes"));
        assertThat(ada.get(ROOM + "/recordings?limit=1").json().at("/total").asInt())
                .isPositive();
    }

    @Test
    void strangers_and_strange_orders_are_refused() {
        recorded("mine", "'format':'opus'");
        Client eve = ada.with(ada.with("")
                .post("/api/v1/auth/register", "{'email':'eve@example.com','password':'correct horse','name':'Eve'}")
                .json()
                .path("token")
                .asText());

        for (String path : List.of("/captions", "/recordings", "/recordings/mine", "/recordings/mine/audio"))
            assertThat(eve.get(ROOM + path).status()).as(path).isEqualTo(404);
        assertThat(eve.delete(ROOM + "/recordings/mine").status()).isEqualTo(404);
        assertThat(eve.post(ROOM + "/recordings", "{}").status()).isEqualTo(404);
        assertThat(ada.post(ROOM + "/recordings", "{'format':'flac'}").status()).isEqualTo(422);
        assertThat(ada.post(ROOM + "/recordings", "{'intro':-1}").status()).isEqualTo(422);
        assertThat(ada.get(ROOM + "/captions?format=txt").status()).isEqualTo(422);
        assertThat(ada.get(ROOM + "/recordings/none").status()).isEqualTo(404);
    }

    @Test
    void nothing_is_left_of_what_is_deleted() throws IOException {
        String room = "/api/v1/conversations/coffee";
        say(ada, room, 1);
        ada.post(room + "/recordings", "{'id':'a','format':'wav'}");
        ended(ada, room + "/recordings/a");
        List<Path> before = files("tea");
        ada.post(room + "/recordings", "{'id':'b'}");

        assertThat(ada.delete(room).status()).isEqualTo(204);

        assertThat(ada.get(room + "/recordings/a").status()).isEqualTo(404);
        assertThat(Eventually.becomes(() -> files("tea").size() <= before.size() - 3))
                .as("the files of both are gone, once what was being made is given up")
                .isTrue();
        recorded("gone", "'format':'mp3'");
        assertThat(ada.delete(ROOM + "/recordings/gone").status()).isEqualTo(204);
        assertThat(ada.get(ROOM + "/recordings/gone/audio").status()).isEqualTo(404);
    }

    @Test
    void what_was_cut_off_by_the_end_of_a_server_is_made_by_the_next_one() throws IOException {
        Client bob;
        Config config = config("next");
        try (Server first = Server.start(config)) {
            bob = Premises.person(first);
            say(bob, ROOM, 3);
            for (String id : List.of("one", "two", "three"))
                assertThat(bob.post(ROOM + "/recordings", "{'id':'" + id + "'}").status())
                        .isEqualTo(202);
            awaitProgress(bob, ROOM + "/recordings/one");
        }
        Files.createFile(directory.resolve("next/recordings/killed.new"));

        try (Server next = Server.start(config)) {
            Client again = new Client(next.address().getPort(), bob.token());
            for (String id : List.of("one", "two", "three"))
                assertThat(ended(again, ROOM + "/recordings/" + id)
                                .path("status")
                                .asText())
                        .isEqualTo("completed");
            assertThat(files("next")).hasSize(9).noneMatch(it -> it.toString().endsWith(".new"));
        }
    }

    private List<Path> files(String data) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.resolve(data).resolve("recordings"))) {
            files.forEach(all::add);
        }
        return all;
    }
}

package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.speech.Speaker;
import parley.http.api.Client;

/** A server whose voice hums, and the Companion's page that asks it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HummingHouse {
    static final int RATE = 22_050;
    static final int HEADER = 44;
    static final double NEAR = 0.01;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    static Path directory;

    final Hummer hummer = new Hummer();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Server server;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Client page;

    @BeforeAll
    void open() throws IOException {
        String settings = "parley.companion.speech { first-within = 3 s }, parley.companion.limit.requests = 1000";
        server = Server.start(
                ConfigFactory.parseString(settings).withFallback(new Premises(directory, "house").config()),
                new Furnishing() {
                    @Override
                    public Speaker speaker(Speaker opened) {
                        return hummer;
                    }
                });
        page = new Client(server.address().getPort(), "");
    }

    @AfterAll
    void close() {
        server.close();
    }

    static AudioInputStream decoded(byte[] file) throws IOException, UnsupportedAudioFileException {
        return AudioSystem.getAudioInputStream(new ByteArrayInputStream(file));
    }

    static double seconds(AudioInputStream sound) {
        return sound.getFrameLength() / (double) sound.getFormat().getFrameRate();
    }

    static void assertEndsWith(JsonNode visemes, double seconds) {
        double end = 0;
        for (JsonNode it : visemes) {
            assertThat(it.path("time").asDouble()).isCloseTo(end, within(NEAR));
            assertThat(it.path("value").asInt(-1)).isBetween(0, 16);
            assertThat(it.path("duration").isNumber()).isTrue();
            end = it.path("time").asDouble() + it.path("duration").asDouble();
        }
        assertThat(end).isCloseTo(seconds, within(NEAR));
    }

    final HttpResponse<byte[]> bytes(String path, String body) throws IOException, InterruptedException {
        var request = page.request(path).POST(BodyPublishers.ofString(body.replace('\'', '"')));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }
}

package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.speech.Sound;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.provider.PlainSystem;
import parley.http.wire.WireServer;

/** The box as a server opens it, with a program and a server that belong to the test. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class OpenedBoxTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("box");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void offers_the_operator_s_own_first_and_the_paid_ones_last() throws IOException {
        VoiceBox box = open("http://127.0.0.1:9/v1", "openai.api-key = sk-x, elevenlabs.api-key = xi-x");

        assertThat(box.voices().stream()
                        .map(VoiceInfo::voice)
                        .map(Voice::engine)
                        .distinct())
                .containsExactly("server", "piper", "openai", "elevenlabs", "none");
    }

    @Test
    void a_server_that_fails_is_stood_in_for_and_neither_is_asked_twice_for_the_same() throws Exception {
        byte[] busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (WireServer server = new WireServer(out -> out.write(busy))) {
            VoiceBox box = open(server.base().toString(), "");

            assertThat(heard(box, "Hello.", "server/nova").length().toMillis()).isEqualTo(1000);
            assertThat(heard(box, "Hello.", "piper/voice").length().toMillis()).isEqualTo(1000);

            assertThat(server.requests()).hasSize(1);
            assertThat(Files.readString(folder.resolve("runs"))).isEqualTo("x");
        }
        VoiceBox later = open("http://127.0.0.1:9/v1", "");
        assertThat(heard(later, "Hello.", "piper/voice").length().toMillis()).isEqualTo(1000);
        assertThat(Files.readString(folder.resolve("runs"))).isEqualTo("x");
    }

    @Test
    void is_silent_where_voices_are_off() throws IOException {
        Config off = ConfigFactory.parseString("parley.voices.enabled = off").withFallback(config("", ""));

        assertThat(VoiceBox.open(VoiceSettings.of(off), SYSTEM).voices())
                .extracting(VoiceInfo::voice)
                .containsExactly(Voice.NONE);
    }

    private VoiceBox open(String server, String services) throws IOException {
        return VoiceBox.open(VoiceSettings.of(config(server, services)), SYSTEM);
    }

    private Config config(String server, String services) throws IOException {
        Path program = folder.resolve("speak");
        if (!Files.exists(program)) {
            Files.createFile(
                    program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(program, "#!/bin/sh\nprintf x >> " + folder + "/runs\nhead -c 32000 /dev/urandom\n");
            Files.writeString(folder.resolve("voice.onnx"), "");
            Files.writeString(
                    folder.resolve("voice.onnx.json"),
                    "{\"audio\":{\"sample_rate\":16000},\"language\":{\"code\":\"en_US\"}}");
        }
        return ConfigFactory.parseString("parley.voices.servers { " + services + " }")
                .withFallback(ConfigFactory.parseMap(Map.of(
                        "parley.data",
                        folder.toString(),
                        "parley.voices.mary.enabled",
                        false,
                        "parley.voices.programs.espeak.program",
                        "",
                        "parley.voices.programs.flite.program",
                        "",
                        "parley.voices.programs.piper.program",
                        program.toString(),
                        "parley.voices.programs.piper.voices",
                        folder.resolve("voice.onnx").toString(),
                        "parley.voices.servers.own.base-url",
                        server)))
                .withFallback(ConfigFactory.parseResources("voices.conf"))
                .resolve(ConfigResolveOptions.noSystem());
    }

    private static Sound heard(VoiceBox box, String sentence, String voice) {
        return box.say(sentence, Voice.of(voice))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }
}

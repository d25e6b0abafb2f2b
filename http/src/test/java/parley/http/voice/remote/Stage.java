package parley.http.voice.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import parley.engine.kernel.Secret;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.http.provider.PlainSystem;
import parley.http.sound.Samples;
import parley.http.wire.WireServer;

/** What tests of speech wires need: clients, sounds, answers byte for byte, and ears. */
final class Stage implements AutoCloseable {
    static final String KEY = "sk-top-secret";
    static final String SENTENCE = "Hello there, world!";
    static final Voice ADA = Voice.of("test/ada");
    static final byte[] PCM = tone(24_000).bytes();

    final ActorSystem system = PlainSystem.named("speech");

    SpeechClient patient(URI base, boolean timings) {
        return client(base, timings, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    SpeechClient hasty(URI base) {
        return client(base, false, Duration.ofMillis(200), Duration.ofMillis(300));
    }

    private SpeechClient client(URI base, boolean timings, Duration firstByte, Duration total) {
        return new SpeechClient(
                new Server("test", base, Optional.of(new Secret(KEY)), "tts-1", List.of("ada Ada", "bob"), timings),
                new ServerSettings.Limits(Duration.ofSeconds(5), firstByte, total, 1 << 20),
                system);
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system);
    }

    /** A second of a tone. */
    static Samples tone(int rate) {
        short[] samples = new short[rate];
        for (int at = 0; at < samples.length; at++)
            samples[at] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * 440 * at / rate));
        return Samples.of(samples, rate);
    }

    /** A whole answer in chunks of odd sizes. */
    static byte[] chunked(String mediaType, byte[] body) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ascii(head(mediaType)));
        for (int from = 0, length = 1; from < body.length; from += length) {
            length = Math.min(body.length - from, length * 3 % 4099 + 1);
            answer.writeBytes(WireServer.chunk(body, from, from + length));
        }
        answer.writeBytes(ascii("0\r\n\r\n"));
        return answer.toByteArray();
    }

    static String head(String mediaType) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + mediaType + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    static byte[] plain(String status, String mediaType, String body) {
        return ascii("HTTP/1.1 " + status + "\r\nContent-Type: " + mediaType + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static WireServer serving(byte[] answer) throws IOException {
        return new WireServer(out -> out.write(answer));
    }

    static Sound heard(CompletionStage<Sound> said) {
        return said.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** The failure to speak, which shows neither the key nor the sentence. */
    static SpeechFailure failure(CompletionStage<Sound> said) {
        Throwable failure = catchThrowable(() -> heard(said));
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        assertThat(cause).isInstanceOf(SpeechFailure.class);
        assertThat(cause).message().doesNotContain(KEY).doesNotContain(SENTENCE);
        return (SpeechFailure) Objects.requireNonNull(cause);
    }
}

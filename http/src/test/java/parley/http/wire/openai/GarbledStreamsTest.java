package parley.http.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Endpoint;
import parley.http.wire.Failures;
import parley.http.wire.Replay;
import parley.http.wire.Splitting;

/** Recordings with bytes changed, left out, doubled and mixed in, and bytes that never were a recording. */
class GarbledStreamsTest {
    private static final Failures FAILURES = new Failures(
            new Endpoint("test", URI.create("http://localhost/v1"), Optional.empty()), Duration.ofSeconds(5));
    private static final List<byte[]> RECORDINGS = List.of(
                    "openai",
                    "azure",
                    "groq",
                    "deepseek",
                    "mistral",
                    "openrouter",
                    "vllm",
                    "perplexity",
                    "refusal",
                    "tools-fragments",
                    "tools-whole",
                    "tools-late-name",
                    "function-call")
            .stream()
            .map(it -> Replay.resource("openai/" + it + ".sse"))
            .toList();
    private static final byte[] FINISH = "finish_reason".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatever_comes_fails_as_a_model_failure_if_it_fails() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 6000; round++) {
            byte[] bytes =
                    garbled(RECORDINGS.get(random.nextInt(RECORDINGS.size())).clone(), random);
            Answer answer = new Answer();
            boolean broke = read(bytes, answer, random);
            if (!broke && answer.reason().isPresent())
                assertThat(contains(bytes, FINISH) || contains(bytes, DONE)).isTrue();
        }
    }

    @Test
    void a_recording_without_its_marks_never_ends_well() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 2000; round++) {
            String recording = new String(RECORDINGS.get(random.nextInt(RECORDINGS.size())), StandardCharsets.UTF_8)
                    .replaceAll("\"finish_reason\":\"\\w+\"", "\"finish_reason\":null")
                    .replace("[DONE]", "{}");
            Answer answer = new Answer();
            byte[] bytes = recording.getBytes(StandardCharsets.UTF_8);
            read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)), answer, random);

            assertThat(answer.reason()).isEmpty();
        }
    }

    private static boolean read(byte[] bytes, Answer answer, SplittableRandom random) {
        AnswerReader reader = new OpenAiEvents(answer, FAILURES, "Bon");
        boolean[] broke = {false};
        assertThatNoException().isThrownBy(() -> {
            try {
                Splitting events = new Splitting(10_000, 1_000_000);
                for (int from = 0; from < bytes.length && !answer.isOver(); ) {
                    int size = Math.min(bytes.length - from, 1 + random.nextInt(400));
                    events.add(ByteString.fromArray(bytes, from, size), (data, length) -> {
                        if (!answer.isOver()) reader.event(data, length);
                    });
                    from += size;
                }
                events.end(reader);
            } catch (ModelFailure expected) {
                broke[0] = true;
            }
        });
        return broke[0];
    }

    private static byte[] garbled(byte[] bytes, SplittableRandom random) {
        byte[] all = bytes;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(all.length);
            int length = Math.min(all.length - at, random.nextInt(60));
            switch (random.nextInt(6)) {
                case 0 -> all[at] = (byte) random.nextInt(256);
                case 1 -> all = spliced(all, at, at + length, new byte[0]);
                case 2 -> all = spliced(all, at, at, Arrays.copyOfRange(all, at, at + length));
                case 3 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    all = spliced(all, at, at + length, noise);
                }
                case 4 -> {
                    byte[] marks = "{}[]\",:\\\n\r".getBytes(StandardCharsets.US_ASCII);
                    all[at] = marks[random.nextInt(marks.length)];
                }
                default -> {
                    all = new byte[1 + random.nextInt(500)];
                    random.nextBytes(all);
                }
            }
            if (all.length == 0) return new byte[] {'{'};
        }
        return all;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] all = Arrays.copyOf(bytes, bytes.length - (to - from) + between.length);
        System.arraycopy(between, 0, all, from, between.length);
        System.arraycopy(bytes, to, all, from + between.length, bytes.length - to);
        return all;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++)
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) return true;
        return false;
    }
}

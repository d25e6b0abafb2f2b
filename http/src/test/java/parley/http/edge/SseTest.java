package parley.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SseTest {
    private static final Sse.Frames<Integer> NUMBERS = new Sse.Frames<>() {
        @Override
        public void write(Integer event, EventBytes out) {
            out.number(event).ascii("\n\n");
        }

        @Override
        public long weight(Integer event) {
            return 100;
        }
    };

    private final ActorTestKit kit = ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));

    @AfterAll
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void sends_each_event_alone_to_a_reader_that_waits() {
        var ends = Source.<Integer>queue(10)
                .via(Sse.framed(NUMBERS))
                .toMat(Sink.queue(), Keep.both())
                .run(kit.system());

        ends.first().offer(1);
        assertThat(next(ends.second())).isEqualTo("1\n\n");
        ends.first().offer(2);
        assertThat(next(ends.second())).isEqualTo("2\n\n");
    }

    @Test
    void a_server_that_stops_lets_its_viewers_go_and_says_that_they_may_soon_come_back() {
        Sse sse = new Sse(Duration.ofMinutes(1), Duration.ofSeconds(1));
        HttpResponse endless = sse.response(Source.<Integer>maybe(), NUMBERS);
        HttpResponse ended = sse.response(Source.single(7), NUMBERS);
        assertThat(text(ended).toCompletableFuture().join()).isEqualTo("retry: 1000\n\n7\n\n");

        CompletionStage<String> seen = text(endless);
        sse.close();

        assertThat(seen.toCompletableFuture().join()).isEqualTo("retry: 1000\n\nretry: 200\n\n");
    }

    private CompletionStage<String> text(HttpResponse response) {
        return response.entity()
                .getDataBytes()
                .runFold(ByteString.emptyByteString(), ByteString::concat, kit.system())
                .thenApply(ByteString::utf8String);
    }

    @Test
    void sends_together_what_a_busy_reader_let_pile_up_and_loses_nothing() {
        List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();

        SinkQueueWithCancel<ByteString> reader =
                Source.from(numbers).via(Sse.framed(NUMBERS)).runWith(Sink.queue(), kit.system());
        List<String> batches = Stream.generate(
                        () -> reader.pull().toCompletableFuture().join())
                .takeWhile(Optional::isPresent)
                .map(it -> it.orElseThrow().utf8String())
                .toList();

        assertThat(batches).hasSizeLessThan(100);
        assertThat(String.join("", batches))
                .isEqualTo(
                        String.join("", numbers.stream().map(it -> it + "\n\n").toList()));
    }

    private static String next(SinkQueueWithCancel<ByteString> queue) {
        return queue.pull().toCompletableFuture().join().orElseThrow().utf8String();
    }
}

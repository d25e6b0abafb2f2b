package parley.engine.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.llm.Chunk;

/** What is seen of an answer, piece by piece, and its end. */
final class Seen {
    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final Object END = new Object();

    private final TestProbe<Object> probe;
    private final UniqueKillSwitch kill;

    Seen(Source<Chunk, NotUsed> answer, ActorTestKit kit) {
        TestProbe<Object> seen = kit.createTestProbe();
        Pair<UniqueKillSwitch, CompletionStage<Done>> running = answer.viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.foreach(seen.ref()::tell), Keep.both())
                .run(kit.system());
        running.second().whenComplete((_, failure) -> seen.ref().tell(failure == null ? END : failure));
        probe = seen;
        kill = running.first();
    }

    Seen then(Chunk chunk) {
        assertThat(probe.receiveMessage()).isEqualTo(chunk);
        return this;
    }

    void ends() {
        assertThat(probe.receiveMessage()).isSameAs(END);
    }

    Throwable fails() {
        return probe.expectMessageClass(Throwable.class);
    }

    void nothing() {
        probe.expectNoMessage(A_MOMENT);
    }

    Seen cancel() {
        kill.shutdown();
        return this;
    }
}

package parley.http.companion;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.MergePreferred;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.scaladsl.MergePreferred.MergePreferredShape;
import parley.engine.speech.Voice;

/**
 * An answer as events. Text goes its way at once; each closed sentence becomes sound beside it, some at the same time and in
 * their order, and no sound is told before the sentence that it is of. The last event waits for both.
 */
final class ChatStream {
    /** Sentences that wait to become sound: text alone, and no more than an answer can have. */
    private static final long MOST_SENTENCES = 1_000_000;

    private final SentenceVoice voice;
    private final int ahead;
    private final Clock clock;

    ChatStream(SentenceVoice voice, int ahead, Clock clock) {
        this.voice = voice;
        this.ahead = ahead;
        this.clock = clock;
    }

    /** The events of a talk; {@code left} is done where nobody waits for the rest of them. */
    Source<Frame, NotUsed> frames(Talk talk, Source<Uttered, NotUsed> uttered, Runnable left) {
        Telling telling = new Telling(talk, clock);
        return uttered.via(told(telling, talk)) // events
                .recoverWithRetries(1, Throwable.class, () -> Source.from(telling.broken())) // be it that it broke
                .doOnCancel((_, _) -> {
                    if (!telling.ended()) left.run();
                });
    }

    private Graph<FlowShape<Uttered, Frame>, NotUsed> told(Telling telling, Talk talk) {
        Flow<Uttered, Frame, NotUsed> text = Flow.<Uttered>create().mapConcat(telling::of); // events of text
        return GraphDSL.create(builder -> {
            UniformFanOutShape<Uttered, Uttered> both = builder.add(Broadcast.create(2));
            MergePreferredShape<Frame> merged = builder.add(MergePreferred.create(1));
            builder.from(both.out(0)).via(builder.add(text)).toInlet(merged.preferred());
            builder.from(both.out(1)).via(builder.add(heard(telling, talk))).toInlet(merged.in(0));
            return FlowShape.of(both.in(), merged.out());
        });
    }

    /** What is said of a sentence, or the end. */
    private record Heard(List<Frame> frames, List<Uttered.Over> end) {}

    private Flow<Uttered, Frame, NotUsed> heard(Telling telling, Talk talk) {
        boolean voiced = talk.wish().voiced();
        Voice own = talk.answerer().casting().voice();
        return Flow.<Uttered>create()
                .filter(it ->
                        it instanceof Uttered.Over || (voiced && it instanceof Uttered.Closed)) // what matters here
                .batch(MOST_SENTENCES, ChatStream::first, ChatStream::with) // lists: text never waits for sound
                .mapConcat(it -> it) // one after the other
                .mapAsync(ahead, it -> heard(it, own)) // sounds in order
                .mapConcat(it -> it.end.isEmpty() ? it.frames : List.of(telling.last(it.end.getFirst()))); // events
    }

    private static List<Uttered> first(Uttered it) {
        List<Uttered> list = new ArrayList<>();
        list.add(it);
        return list;
    }

    private static List<Uttered> with(List<Uttered> list, Uttered it) {
        list.add(it);
        return list;
    }

    private CompletionStage<Heard> heard(Uttered it, Voice own) {
        return switch (it) {
            case Uttered.Closed sentence -> voice.say(sentence, own).thenApply(frames -> new Heard(frames, List.of()));
            case Uttered.Over over -> CompletableFuture.completedFuture(new Heard(List.of(), List.of(over)));
            default -> CompletableFuture.completedFuture(new Heard(List.of(), List.of()));
        };
    }
}

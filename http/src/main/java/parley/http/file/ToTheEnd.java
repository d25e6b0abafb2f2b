package parley.http.file;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The bytes of a request.
 *
 * <p>Listens to a request to its end even when nobody wants it any more: a client that still sends would find its connection
 * cut, and never read why it was refused. Who sends beyond all measure is cut all the same.
 *
 * @param bytes what is to be taken
 * @param begun whether anybody has begun to take them
 * @param ended whether all of it has come, or as much as is listened to; an answer before that would not be read
 */
public record ToTheEnd(Source<ByteString, Object> bytes, AtomicBoolean begun, CompletableFuture<Done> ended) {
    /** The same bytes; once they are not taken any more, those that come, up to so many in all, are let pass by. */
    public static ToTheEnd of(Source<ByteString, Object> bytes, long most) {
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<Done> ended = new CompletableFuture<>();
        Sink<ByteString, NotUsed> unheard = Flow.of(ByteString.class)
                .limitWeighted(most, it -> (long) it.size()) // what is tolerated
                .to(Sink.onComplete(_ -> ended.complete(Done.getInstance())));
        Source<ByteString, Object> taken = bytes.via(both(unheard)).mapMaterializedValue(it -> {
            begun.set(true);
            return it;
        });
        return new ToTheEnd(taken, begun, ended);
    }

    private static Flow<ByteString, ByteString, NotUsed> both(Sink<ByteString, NotUsed> unheard) {
        return Flow.fromGraph(GraphDSL.create(builder -> {
            UniformFanOutShape<ByteString, ByteString> both = builder.add(Broadcast.create(2, false));
            SinkShape<ByteString> end = builder.add(unheard);
            builder.from(both.out(1)).to(end);
            return FlowShape.of(both.in(), both.out(0));
        }));
    }

    /** What was made of the bytes; where that is a failure, not before all of them have come. */
    public <T> CompletionStage<T> answered(CompletionStage<T> made, HttpEntity entity, Materializer materializer) {
        return made.exceptionallyCompose(failure -> {
            CompletionStage<Done> over =
                    begun.get() ? ended : entity.discardBytes(materializer).completionStage();
            return over.handle((_, _) -> failure).thenCompose(CompletableFuture::failedFuture);
        });
    }
}

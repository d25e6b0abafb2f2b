package parley.http.file;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * Listens to a request to its end even when nobody wants it any more: a client that still sends would find its connection
 * cut, and never read why it was refused. Who sends beyond all measure is cut all the same.
 */
final class ToTheEnd {
    private ToTheEnd() {}

    /** The same bytes; once they are not taken any more, those that come, up to so many in all, are let pass by. */
    static Flow<ByteString, ByteString, NotUsed> of(long most) {
        Sink<ByteString, NotUsed> unheard = Flow.of(ByteString.class)
                .limitWeighted(most, it -> (long) it.size()) // what is tolerated
                .to(Sink.ignore());
        return Flow.fromGraph(GraphDSL.create(builder -> {
            UniformFanOutShape<ByteString, ByteString> both = builder.add(Broadcast.create(2, false));
            SinkShape<ByteString> end = builder.add(unheard);
            builder.from(both.out(1)).to(end);
            return FlowShape.of(both.in(), both.out(0));
        }));
    }
}

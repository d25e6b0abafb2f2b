package parley.engine.recording;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Where recordings are made and kept. Nothing here blocks the caller. */
public interface Studio {
    /** Makes a recording, after those that wait already; what is there under the same key is replaced at the end. */
    Session begin(Job job, Listener listener);

    /** A file of a finished recording, where it is there. */
    CompletionStage<Optional<Kept>> find(RecordingKey key, String suffix);

    /** Deletes all files of a recording; that there is none is no failure. */
    CompletionStage<Done> erase(RecordingKey key);

    /** What is to be made; the script is read when it is begun. */
    record Job(RecordingKey key, String name, Mix mix, Supplier<CompletionStage<Script>> script) {}

    /** A file: so many bytes, to be read any number of times. */
    record Kept(long size, Source<ByteString, NotUsed> bytes) {}

    /** A recording that waits or is being made. */
    interface Session {
        /** Gives it up and removes what there is of it; nothing is told or kept any more once this has returned. */
        void cancel();
    }

    /** Is told what becomes of a recording, in order, from any thread. */
    interface Listener {
        /** It is being made, and this far. */
        void progressed(Recording.Progress progress);

        /** It is made and its files are in their place. */
        void completed(Recording.Result result);

        /** It cannot be made; the reason is for people. */
        void failed(String reason);
    }
}

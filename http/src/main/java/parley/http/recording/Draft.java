package parley.http.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import parley.engine.recording.RecordingKey;

/** A file that is being written. Closed, it is gone unless it was kept. */
interface Draft extends Closeable {
    /** Where to write, at any place. */
    FileChannel channel();

    /** Puts the file in its place; nothing can be written any more. */
    void keep(RecordingKey key, String suffix) throws IOException;
}

package parley.http.recording;

import java.io.IOException;
import java.util.Optional;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Studio;

/** Keeps the files of recordings, each by the recording's key and the ending of its name. All of it may block. */
interface RecordingFiles {
    /** Begins a file that nobody sees. */
    Draft begin() throws IOException;

    /** A file that is there. */
    Optional<Studio.Kept> find(RecordingKey key, String suffix) throws IOException;

    /** Deletes every file of a recording. */
    void erase(RecordingKey key) throws IOException;
}
